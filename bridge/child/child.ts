import { access, constants } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ChildCommand, commandName } from './child-command.ts';
import type { ChildEnvironment } from './child-environment.ts';
import type { ChildExit } from './child-exit.ts';
import type { OrphanGuard } from './orphan-guard.ts';
import { ProcessGroup } from './process-group.ts';
import {
  limitedCommand,
  mayHaveLackedMemory,
  ownerOptions,
  type ProcessOwner,
  type ResourceLimits,
} from './resource-limits.ts';
import { type SpawnedProcess, spawnProcess } from './spawn-process.ts';
import { StderrTail } from './stderr-tail.ts';
import { StdinWriter } from './stdin-writer.ts';
import { type StdoutListener, StdoutReader } from './stdout-reader.ts';

/** What a dead child printed may still be on its way this long after its exit; a grandchild could hold the pipe open for ever. */
const LAST_WORDS_MS = 50;

/** A process that ends may close its pipes first; one that lives on without them after this long is of no use. Milliseconds. */
const CUT_OFF_MS = 1_000;

export interface ChildOptions extends ResourceLimits, ProcessOwner {
  readonly command: ChildCommand;
  readonly environment: ChildEnvironment;
  /** Working directory; the bridge's own where undefined. */
  readonly cwd: string | undefined;
  readonly maxLineBytes: number;
  readonly maxStderrBytes: number;
  readonly stdinCloseGraceMs: number;
  readonly sigtermGraceMs: number;
}

export interface ChildListener extends StdoutListener {
  /** Called once, after the last line. */
  exit(exit: ChildExit): void;
}

function spawn(options: ChildOptions): SpawnedProcess {
  const { environment, cwd } = options;
  return spawnProcess(limitedCommand(options.command, options, environment, cwd), {
    output: 'pipe',
    env: environment.variables,
    cwd,
    ...ownerOptions(options),
  });
}

/**
 * One stdio server process: `running → closing → exited`.
 *
 * It leads a process group of its own, so that whatever it starts ends with it.
 */
export class Child {
  readonly stdin: StdinWriter;
  readonly stdout: StdoutReader;
  /** Resolves when the process has ended and what it printed has been read. Never rejects. */
  readonly exited: Promise<ChildExit>;
  /** Resolves when nothing is left of its process group either. Never rejects. */
  readonly gone: Promise<void>;
  readonly #process: SpawnedProcess;
  readonly #options: ChildOptions;
  readonly #stderr: StderrTail;
  #exit: ChildExit | undefined;
  #closing: Promise<ChildExit> | undefined;

  constructor(options: ChildOptions, guard: OrphanGuard, log: Logger) {
    this.#options = options;
    this.#process = spawn(options);
    const { pid } = this.#process;
    const childLog = log.child({ childPid: pid });
    if (pid !== undefined) guard.watch(pid);
    this.#stderr = new StderrTail({
      maxBytes: options.maxStderrBytes,
      environment: options.environment,
      onLine: (line) => childLog.debug({ line }, 'child wrote to stderr'),
    });
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => this.#stderr.push(text));
    this.stdin = new StdinWriter(this.#process.stdin);
    this.stdout = new StdoutReader(this.#process.stdout, options);
    this.exited = this.#awaitExit(childLog);
    this.gone = this.#awaitGone(guard);
    for (const pipe of [this.#process.stdin, this.#process.stdout]) {
      pipe.once('close', () => void this.#endCutOff(childLog));
    }
    childLog.debug({ command: commandName(options.command) }, 'child started');
  }

  /** Undefined where the command could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Undefined while it runs. */
  get exit(): ChildExit | undefined {
    return this.#exit;
  }

  /** Whether its end was asked for. */
  get isClosing(): boolean {
    return this.#closing !== undefined;
  }

  /** Starts reading what the child prints. To be called at most once: a child serves one session. */
  listen(listener: ChildListener): void {
    this.stdout.listen(listener);
    void this.exited.then((exit) => listener.exit(exit));
  }

  /** Closes stdin, then sends SIGTERM, then SIGKILL, each after its grace, to the whole group. */
  close(): Promise<ChildExit> {
    this.#closing ??= this.#endInOrder();
    return this.#closing;
  }

  async #endInOrder(): Promise<ChildExit> {
    this.stdin.end();
    this.stdout.resume(); // a child that waits for its reader would not see the end of its stdin
    const { pid } = this.#process;
    if (pid === undefined) return this.exited;
    const group = new ProcessGroup(pid);
    const { stdinCloseGraceMs, sigtermGraceMs } = this.#options;
    if (await this.#outlives(stdinCloseGraceMs)) group.signal('SIGTERM');
    if (await this.#outlives(sigtermGraceMs)) group.signal('SIGKILL');
    return this.exited;
  }

  /** It has closed its stdin or its stdout: nothing that it is asked would be answered. */
  async #endCutOff(log: Logger): Promise<void> {
    if (this.isClosing || !(await this.#outlives(CUT_OFF_MS)) || this.isClosing) return;
    log.warn('child closed its stdin or stdout and lives on: it is ended');
    await this.close();
  }

  async #outlives(graceMs: number): Promise<boolean> {
    if (this.#exit !== undefined) return false;
    const timer = new AbortController();
    const timeOut = delay(graceMs, undefined, { signal: timer.signal }).catch(() => {});
    await Promise.race([this.exited, timeOut]);
    timer.abort();
    return this.#exit === undefined;
  }

  async #awaitExit(log: Logger): Promise<ChildExit> {
    const { cwd } = this.#options;
    const { exitCode, signal, startFailure } = await this.#process.ended;
    if (startFailure === undefined) await this.#lastWords();
    this.#exit = {
      exitCode,
      signal,
      startFailure,
      unusableFolder: startFailure === undefined || (await isUsable(cwd)) ? undefined : cwd,
      mayHaveLackedMemory: mayHaveLackedMemory(this.#options, signal) || undefined,
      stderr: this.#stderr.lines,
    };
    log.debug({ exitCode, signal }, 'child exited');
    return this.#exit;
  }

  async #awaitGone(guard: OrphanGuard): Promise<void> {
    await this.exited;
    const { pid } = this.#process;
    if (pid === undefined) return;
    await new ProcessGroup(pid).endRemains(this.#options.sigtermGraceMs);
    guard.forget(pid);
  }

  async #lastWords(): Promise<void> {
    const timer = new AbortController();
    const quiet = async (): Promise<void> => {
      do await delay(LAST_WORDS_MS, undefined, { signal: timer.signal }).catch(() => {});
      while (this.stdout.isPaused && !timer.signal.aborted);
    };
    await Promise.race([this.stdout.ended, quiet()]);
    timer.abort();
  }
}

/** The system gives the same reason for a folder that is not there as for a command that is not. */
async function isUsable(folder: string | undefined): Promise<boolean> {
  if (folder === undefined) return true;
  return access(`${folder}/.`, constants.X_OK).then(
    () => true,
    () => false,
  );
}
