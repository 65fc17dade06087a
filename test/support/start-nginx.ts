import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { nginxConfigFor } from '../../src/command-line/nginx-command-line.ts';
import { ensureProgram } from './ensure-program.ts';
import { exchange, readText } from './event-stream.ts';
import { freePort } from './free-port.ts';
import { descendantsOf, isRunning } from './process-table.ts';
import { StartedProgram } from './started-program.ts';

export interface NginxOptions {
  /** Whether requests are sent to the replica whose tag they have; if not, to each in turn. @default true */
  readonly affinity?: boolean;
  /** A silent replica counts as lost after this. @default '40s' */
  readonly readTimeout?: string;
  /** More words for `mcp-jira-confluence-sse nginx`. */
  readonly args?: readonly string[];
}

export interface RunningNginx {
  readonly url: string;
  readonly port: number;
  /** Of the master process. */
  readonly pid: number;
  /** The folder of access.log and error.log. */
  readonly folder: string;
  /** All that it has logged so far, and what it printed. */
  logs(): string;
  /** Reads its configuration again, as SIGHUP does; resolves when no old worker takes connections any more. */
  reload(): Promise<void>;
}

/**
 * Starts nginx with the project's own configuration for replicas at these URLs, tagged r1, r2, and so on. The clients of a
 * test all have one address, so how many there are is not limited unless `args` say so.
 */
export async function startNginx(replicas: readonly string[], options: NginxOptions = {}): Promise<RunningNginx> {
  const { affinity = true, readTimeout = '40s', args = [] } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'nginx-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const port = await freePort();
  const hosts = replicas.map((replica) => new URL(replica).host);
  const words = [`--replicas=${hosts.join(',')}`, `--listen=127.0.0.1:${port}`, `--log-dir=${folder}`];
  const tuning = [
    `--read-timeout=${readTimeout}`,
    '--connections-per-client=0',
    ...(affinity ? [] : ['--no-affinity']),
  ];
  const config = path.join(folder, 'nginx.conf');
  writeFileSync(config, nginxConfigFor([...words, ...tuning, ...args]));
  const globals = `daemon off; pid ${folder}/nginx.pid;`;
  const nginx = new StartedProgram(ensureProgram('nginx'), ['-p', folder, '-c', config, '-g', globals]);
  onTestFinished(async () => {
    await nginx.stop('SIGTERM'); // a master that is killed leaves its workers
  });
  const url = `${args.includes('--tls-key') ? 'https' : 'http'}://127.0.0.1:${port}`;
  await Promise.race([untilAnswers(port), nginx.exited.then(() => Promise.reject(new Error(nginx.stderr.text)))]);
  const read = (log: string): string => readFileSync(path.join(folder, log), 'utf8');
  return {
    url,
    port,
    pid: nginx.pid,
    folder,
    logs: () => [read('access.log'), read('error.log'), nginx.stderr.text].join('\n'),
    reload: () => reload(nginx.pid),
  };
}

async function reload(pid: number): Promise<void> {
  const old = descendantsOf(pid);
  process.kill(pid, 'SIGHUP');
  const takeConnections = (): boolean => {
    const now = descendantsOf(pid);
    const isClosing = (worker: number): boolean =>
      now.find((entry) => entry.pid === worker)?.commandLine.includes('shutting down') ?? true;
    return now.length === 0 || !old.every((worker) => !isRunning(worker) || isClosing(worker.pid));
  };
  while (takeConnections()) await delay(20); // nginx tells nobody
}

/** Any answer will do, also to a request that TLS makes no sense of: it listens. */
async function untilAnswers(port: number): Promise<void> {
  for (;;) {
    try {
      await readText((await exchange('GET', `http://127.0.0.1:${port}`)).body);
      return;
    } catch {
      await delay(20);
    }
  }
}
