import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { ensureProgram } from './ensure-program.ts';
import { freePort } from './free-port.ts';
import { type ProgramExit, StartedProgram } from './started-program.ts';

/** A Redis on loopback, with a folder of its own. */
export interface RunningRedis {
  /** `redis://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now: another one after each `restart`. */
  readonly pid: number;
  /**
   * Ends it. After SIGTERM its data are kept for `restart`; after SIGKILL they are lost, as those of a Redis that keeps
   * nothing on disk.
   * @default SIGTERM
   */
  stop(signal?: NodeJS.Signals): Promise<ProgramExit>;
  /** Starts it again, on the same port and with what it has on disk. Ends it first where it still runs, with SIGTERM. */
  restart(): Promise<void>;
}

/**
 * Starts a redis-server on a free port of 127.0.0.1, in a temporary folder; resolves once it answers. It is ended, and its
 * folder removed, when the test is over. `args` go to redis-server after the test's own, as `--maxmemory`, `1mb`; one that
 * is no option and comes first is a file of settings.
 */
export async function startRedis(args: readonly string[] = []): Promise<RunningRedis> {
  const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const command = ensureProgram('redis-server');
  const port = await freePort();
  const [first = '--', ...rest] = args;
  const [file, options] = first.startsWith('--') ? [[], args] : [[first], rest];
  const own = ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder, '--save', '3600 1'];
  const start = async (): Promise<StartedProgram> => {
    const started = new StartedProgram(command, [...file, ...own, ...options]);
    await started.stdout.until((line) => /Ready to accept connections|Sentinel ID is/.test(line));
    return started;
  };
  let redis = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return redis.pid;
    },
    stop: (signal = 'SIGTERM') => redis.stop(signal),
    async restart() {
      await redis.stop('SIGTERM');
      redis = await start();
    },
  };
}
