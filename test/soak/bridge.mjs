import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { childrenOf } from './processes.mjs';

const SERVER = fileURLToPath(new URL('../fixtures/children/digests-requests.mjs', import.meta.url));

/** The built bridge around a server whose answers can be checked. */
export class SoakedBridge {
  /** Every child that was ever seen, for the look at what is left. */
  seen = new Map();
  #process;

  static async start(bridgeFile, recovery) {
    const bridge = new SoakedBridge();
    // hibernation comes often, so that it happens in the middle of everything else
    const options = ['--port', '0', '--recovery', recovery, '--hibernate-after', '2s', '--disconnect-grace', '3s'];
    const limits = ['--max-children', '200', '--stream-after', '500ms', '--pool-idle', '5s', '--session-idle', '10s'];
    const words = [path.resolve(bridgeFile), ...options, ...limits, '--', process.execPath, SERVER];
    bridge.#process = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    bridge.url = await listeningUrl(bridge.#process);
    bridge.#process.stderr.resume();
    return bridge;
  }

  get pid() {
    return this.#process.pid;
  }

  get hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  children() {
    const children = childrenOf(this.pid);
    for (const child of children) this.seen.set(`${child.pid} ${child.start}`, child);
    return children;
  }

  async health() {
    return (await fetch(`${this.url}/health`)).json();
  }

  async stop() {
    if (this.hasEnded) return;
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
  }
}

async function listeningUrl(child) {
  for await (const line of createInterface({ input: child.stderr })) {
    const entry = JSON.parse(line);
    if (entry.msg === 'bridge is listening') return entry.url;
  }
  throw new Error('The bridge did not start.');
}
