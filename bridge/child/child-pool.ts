import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import { ChildrenExhaustedError, ChildStartError, ShuttingDownError, StartQueueTimeoutError } from '../errors.ts';
import { Child, type ChildOptions } from './child.ts';
import { commandName } from './child-command.ts';
import { type ChildExit, describeExit } from './child-exit.ts';
import { OrphanGuard } from './orphan-guard.ts';

/** A warm child that dies is replaced after this long, then twice as long, and so on. Milliseconds. */
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * A start keeps its place in the line until the child first speaks, for that is when its program has loaded; one that
 * nobody has asked anything yet keeps it this long. Milliseconds.
 */
const LOADING_MS = 500;

const INTERACTIVE = 1;
const REFILL = 0;

export interface ChildPoolOptions extends ChildOptions {
  /** Children kept warm: started, never written to. */
  readonly poolMin: number;
  /** Most children at once, warm ones included. */
  readonly maxChildren: number;
  /** Children started at the same time. */
  readonly startConcurrency: number;
  /** Longest wait for a turn to start a child. Milliseconds. */
  readonly startTimeoutMs: number;
}

/**
 * Gives each session a child that nobody has used, and takes none back.
 *
 * Warm children save a session the time that a start takes. A session's own start goes before a refill.
 */
export class ChildPool {
  readonly #options: ChildPoolOptions;
  readonly #log: Logger;
  readonly #guard = new OrphanGuard();
  readonly #starts: PQueue;
  /** Those who wait for a turn to start a child; aborted with the reason for having waited in vain. */
  readonly #turns = new Set<AbortController>();
  readonly #warm = new Set<Child>();
  readonly #alive = new Set<Child>();
  /** The living, and the dead whose own children are still being ended. */
  readonly #processes = new Set<Child>();
  #failuresInARow = 0;
  #lastFailure: ChildExit | undefined;
  #refillTimer: NodeJS.Timeout | undefined;
  readonly #closing = new AbortController();

  constructor(options: ChildPoolOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
    this.#starts = new PQueue({ concurrency: options.startConcurrency });
  }

  /** Children by what they are for, and what ended the last one that died before a session took it. */
  get state(): { live: number; warm: number; starting: number; lastFailure: string | undefined } {
    return {
      live: this.#alive.size - this.#warm.size,
      warm: this.#warm.size,
      starting: this.#starts.size,
      lastFailure: this.#lastFailure && describeExit(this.#lastFailure),
    };
  }

  /**
   * Starts the first child. Rejects with `ChildStartError` where the command cannot be started at all, so that a typing
   * error ends the program at once rather than every session later.
   */
  async open(): Promise<void> {
    const child = await this.#start(INTERACTIVE);
    if (this.#options.poolMin > 0) this.#warm.add(child);
    else await child.close();
    this.#refill();
  }

  /**
   * Hands over a child to one session, which must close it. One that nobody needs any more when its turn to be started
   * comes is not started: `signal` says so.
   * Rejects with `ChildrenExhaustedError`, `StartQueueTimeoutError`, `ChildStartError`, `ShuttingDownError`, or the
   * reason of the signal.
   */
  async acquire(signal?: AbortSignal): Promise<Child> {
    for (const child of this.#warm) {
      this.#warm.delete(child);
      if (child.exit !== undefined) continue;
      this.#refill();
      return child;
    }
    const child = await this.#start(INTERACTIVE, signal);
    this.#refill();
    return child;
  }

  /** Starts no child from now on: who waits for a turn is refused with `ShuttingDownError`. */
  stopStarting(): void {
    this.#closing.abort();
    for (const turn of this.#turns) turn.abort(new ShuttingDownError());
    clearTimeout(this.#refillTimer);
  }

  /** Closes every child, those of sessions too. Resolves when none is left. */
  async close(): Promise<void> {
    this.stopStarting();
    await this.#starts.onIdle();
    await Promise.all([...this.#processes].map((child) => child.close().then(() => child.gone)));
    this.#guard.close();
  }

  async #start(priority: number, signal?: AbortSignal): Promise<Child> {
    if (this.#closing.signal.aborted) throw new ShuttingDownError();
    if (this.#alive.size + this.#starts.size >= this.#options.maxChildren) {
      throw new ChildrenExhaustedError(this.#options.maxChildren);
    }
    const turn = new AbortController();
    this.#turns.add(turn);
    const { startTimeoutMs } = this.#options;
    const timer = setTimeout(() => turn.abort(new StartQueueTimeoutError(startTimeoutMs)), startTimeoutMs);
    return new Promise<Child>((resolve, reject) => {
      const start = async (): Promise<void> => {
        const child = await this.#spawn();
        resolve(child);
        await this.#loaded(child);
      };
      const givenUp = signal === undefined ? turn.signal : AbortSignal.any([turn.signal, signal]);
      this.#starts.add(start, { priority, signal: givenUp }).catch(reject);
    }).finally(() => {
      clearTimeout(timer);
      this.#turns.delete(turn);
    });
  }

  async #spawn(): Promise<Child> {
    const child = new Child(this.#options, this.#guard, this.#log);
    if (child.pid === undefined) {
      const exit = await child.exited;
      this.#noteFailure(exit);
      throw new ChildStartError(commandName(this.#options.command), exit);
    }
    this.#alive.add(child);
    this.#processes.add(child);
    void child.stdout.begun.then(() => this.#noteSuccess());
    void child.exited.then((exit) => this.#noteExit(child, exit));
    void child.gone.then(() => this.#processes.delete(child));
    return child;
  }

  async #loaded(child: Child): Promise<void> {
    const enough = delay(LOADING_MS, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {});
    await Promise.race([child.stdout.begun, child.exited, enough]);
  }

  #noteExit(child: Child, exit: ChildExit): void {
    this.#alive.delete(child);
    const wasWarm = this.#warm.delete(child);
    if (!child.isClosing && !child.stdout.hasBegun) this.#noteFailure(exit);
    if (wasWarm && !child.isClosing) {
      this.#log.warn(
        { command: commandName(this.#options.command), stderr: exit.stderr, failuresInARow: this.#failuresInARow },
        `a child ${describeExit(exit)} before any session used it`,
      );
    }
    this.#refill();
  }

  #noteFailure(exit: ChildExit): void {
    this.#failuresInARow += 1;
    this.#lastFailure = exit;
  }

  /** A child spoke to its session: the command works. */
  #noteSuccess(): void {
    this.#failuresInARow = 0;
    this.#lastFailure = undefined;
  }

  get #missing(): number {
    return this.#options.poolMin - this.#warm.size;
  }

  #refill(): void {
    if (this.#closing.signal.aborted || this.#refillTimer !== undefined) return;
    if (this.#missing <= 0) return;
    const backoffMs =
      this.#failuresInARow === 0 ? 0 : Math.min(FIRST_BACKOFF_MS * 2 ** (this.#failuresInARow - 1), LONGEST_BACKOFF_MS);
    this.#refillTimer = setTimeout(() => void this.#refillNow(), backoffMs).unref();
  }

  /** One round. What is missing after it, since children died or were taken meanwhile, is for the next, and its back-off. */
  async #refillNow(): Promise<void> {
    const isDone = await this.#startWarm(this.#missing);
    this.#refillTimer = undefined;
    if (isDone) this.#refill();
  }

  async #startWarm(count: number): Promise<boolean> {
    try {
      for (let started = 0; started < count; started += 1) this.#warm.add(await this.#start(REFILL));
      return true;
    } catch (error) {
      // At the limit, or the command has gone: whoever asks for a child next gets the error, and tries the refill again.
      this.#log.debug({ err: error }, 'no child kept warm');
      return false;
    }
  }
}
