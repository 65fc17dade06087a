import { type Logger, pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Child } from '../../../bridge/child/child.ts';
import { childEnvironment } from '../../../bridge/child/child-environment.ts';
import { ChildPool, type ChildPoolOptions } from '../../../bridge/child/child-pool.ts';
import { fixtureChild } from '../../support/bins.ts';

/** A pool of fixture children, open; closed when the test is over. */
export async function openPool(
  name: string,
  { log = pino({ level: 'silent' }), ...options }: Partial<ChildPoolOptions> & { log?: Logger } = {},
  ...childArgs: string[]
): Promise<ChildPool> {
  const [file = '', ...args] = fixtureChild(name, ...childArgs);
  const pool = new ChildPool(
    {
      command: { file, args },
      environment: childEnvironment(process.env, { passEnv: [], env: {} }),
      cwd: undefined,
      maxLineBytes: 1000,
      maxStderrBytes: 1000,
      stdinCloseGraceMs: 200,
      sigtermGraceMs: 100,
      poolMin: 1,
      poolIdleMs: 60_000,
      maxChildren: 10,
      startConcurrency: 2,
      startTimeoutMs: 5000,
      ...options,
    },
    log,
  );
  onTestFinished(() => pool.close());
  await pool.open();
  return pool;
}

const ping = Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping"}');

/** Resolves to the first line that the child prints after it was asked. */
export function ask(child: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    child.listen({ line: (bytes) => resolve(String(bytes)), lineTooLong: reject, exit: reject });
    child.stdin.write(ping);
  });
}

export interface LogEntry {
  readonly level: number;
  readonly time: number;
  readonly msg: string;
  readonly childPid?: number;
}

/** A log that is kept, one object a line. */
export function keptLog(): { log: Logger; entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  return { log: pino({ level: 'debug' }, { write: (line) => entries.push(JSON.parse(line)) }), entries };
}
