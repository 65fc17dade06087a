import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import type { ChildCommand } from './child-command.ts';

interface ProcessEnd {
  readonly exitCode?: number | undefined;
  readonly signal?: NodeJS.Signals | undefined;
  /** Why it could not be started, as the operating system says it: `ENOENT`, `EMFILE`, … */
  readonly startFailure?: string;
}

/** A process and its pipes. Nothing is read from them before somebody does: what it prints waits in the pipe. */
export interface SpawnedProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when it has ended, or could not be started. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Lets this process end before that one. */
  unref(): void;
}

/** Never throws, whatever the system lacks: a bridge that is out of file descriptors still has sessions to serve. */
export function spawnProcess({ file, args }: ChildCommand, options: SpawnOptions): SpawnedProcess {
  const process = trySpawn(file, args, options);
  if (process instanceof Error) return { ...pipesOf(), ended: Promise.resolve(failure(process)), unref() {} };
  const ended = new Promise<ProcessEnd>((resolve) => {
    process.once('exit', (exitCode, signal) =>
      resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined }),
    );
    process.on('error', (error) => {
      if (process.pid === undefined) resolve(failure(error));
    });
  });
  return { ...pipesOf(process), ended, unref: () => process.unref() };
}

/** For some reasons Node throws; for others it emits an event. */
function trySpawn(file: string, args: readonly string[], options: SpawnOptions): ChildProcess | Error {
  try {
    return spawn(file, args, { stdio: 'pipe', ...options });
  } catch (error) {
    return error as Error;
  }
}

/** Those that are not there, be it for want of file descriptors, take what is written and have nothing to read. */
function pipesOf({ pid, stdin, stdout, stderr }: Partial<ChildProcess> = {}) {
  const none = () => new PassThrough().end().resume();
  return { pid, stdin: stdin ?? none(), stdout: stdout ?? none(), stderr: stderr ?? none() };
}

function failure({ code, message }: NodeJS.ErrnoException): ProcessEnd {
  return { startFailure: code ?? message };
}
