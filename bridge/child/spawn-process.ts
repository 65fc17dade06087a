import { closeSync, openSync } from 'node:fs';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { execa, type Options } from 'execa';
import type { ChildCommand } from './child-command.ts';

/** For three pipes, both ends of each, and for the one that tells whether the command could be started. */
const DESCRIPTORS = 8;

export type SpawnOptions = Pick<Options, 'env' | 'uid' | 'gid'> & {
  /** The bridge's own where undefined. */
  readonly cwd?: string | undefined;
  /** What of its output is wanted. */
  readonly output: 'pipe' | 'ignore';
};

interface ProcessEnd {
  readonly exitCode?: number | undefined;
  readonly signal?: NodeJS.Signals | undefined;
  /** Why it could not be started, as the operating system says it: `ENOENT`, `EMFILE`, … */
  readonly startFailure?: string;
}

/** A process and its pipes. */
export interface SpawnedProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  readonly stdin: Writable;
  /** Paused: what it prints waits in the pipe. */
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when it has ended, or could not be started. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Lets this process end before that one. */
  unref(): void;
}

/**
 * Starts a process in a process group of its own, with nothing but the environment that is given. Never throws, whatever
 * the system lacks: a bridge that is out of file descriptors still has sessions to serve.
 */
export function spawnProcess({ file, args }: ChildCommand, { cwd, output, ...options }: SpawnOptions): SpawnedProcess {
  const failure = descriptorFailure();
  if (failure !== undefined) return notStarted(failure);
  const child = execa(file, args, {
    ...options,
    ...(cwd !== undefined && { cwd }),
    stdin: 'pipe',
    stdout: output,
    stderr: output,
    buffer: false,
    reject: false,
    detached: true,
    cleanup: false, // the guard does it, for every way to die
    extendEnv: false,
  });
  child.stdout?.pause(); // execa would read on, and forget what nobody listens to yet
  child.on('error', () => {}); // of a start, which is told below; or of a signal that could not be sent
  const { pid } = child;
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined }));
    if (pid !== undefined) return;
    // for some reasons no event is emitted
    void child.then(({ code, originalMessage }) =>
      resolve({ startFailure: code ?? originalMessage ?? 'unknown reason' }),
    );
  });
  return { pid, ...pipesOf(child), ended, unref: () => child.unref() };
}

function notStarted(startFailure: string): SpawnedProcess {
  return { pid: undefined, ...pipesOf({}), ended: Promise.resolve({ startFailure }), unref() {} };
}

interface Pipes {
  readonly stdin?: Writable | null;
  readonly stdout?: Readable | null;
  readonly stderr?: Readable | null;
}

/** Those that are not there take what is written and have nothing to read. */
function pipesOf({ stdin, stdout, stderr }: Pipes) {
  const none = () => new PassThrough().end().resume();
  return { stdin: stdin ?? none(), stdout: stdout ?? none(), stderr: stderr ?? none() };
}

/**
 * The code of what stands in the way of more files. Where Node can open no pipes, execa throws half way, and nobody can
 * listen to the error that the process emits then: it would end the bridge.
 */
function descriptorFailure(): string | undefined {
  const descriptors: number[] = [];
  try {
    while (descriptors.length < DESCRIPTORS) descriptors.push(openSync('/dev/null', 'r'));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EMFILE';
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}
