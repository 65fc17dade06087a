import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bridgeBin, fixtureChild } from '../support/bins.ts';
import { neutralEnvironment } from '../support/neutral-environment.ts';

const LONG_PATH = `/${'x'.repeat(8000)}`;
const REQUESTS = 2000;

describe('a bridge whose log nobody reads', () => {
  it('goes on, and keeps no more than a few megabytes of it (P-BOUND)', async () => {
    const args = [bridgeBin, '--port', '0', '--log-level', 'debug', '--', ...fixtureChild('echo')];
    const bridge = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: neutralEnvironment() });
    onTestFinished(() => void bridge.kill('SIGKILL'));
    let log = '';
    bridge.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    await expect.poll(() => log).toContain('bridge is listening');
    const url = /"url":"([^"]+)"/.exec(log)?.[1] ?? '';

    bridge.stderr.pause();
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    onTestFinished(() => agent.destroy());
    const statuses = await Promise.all(
      Array.from({ length: REQUESTS }, async () => {
        const [answer] = await once(request(url + LONG_PATH, { agent }).end(), 'response');
        return answer.resume().statusCode;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([404]));

    bridge.kill('SIGTERM');
    bridge.stderr.resume();
    await once(bridge.stderr, 'end');
    expect(log.length).toBeLessThan((REQUESTS * LONG_PATH.length) / 2);
  });
});
