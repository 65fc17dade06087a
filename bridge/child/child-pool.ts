import type { Logger } from 'pino';
import { ChildrenExhaustedError, ChildStartError, ServerFailingError, ShuttingDownError } from '../errors.ts';
import { Child, type ChildOptions } from './child.ts';
import { commandName } from './child-command.ts';
import { type ChildExit, describeExit } from './child-exit.ts';
import { OrphanGuard } from './orphan-guard.ts';
import { assertLimits } from './resource-limits.ts';
import { type BreakerState, StartBreaker } from './start-breaker.ts';
import { type StartKind, StartQueue, type StartQueueOptions } from './start-queue.ts';
import { type WarmSource, WarmSupply, type WarmSupplyOptions } from './warm-supply.ts';

/** A warm child that lived this long had started well: that it ended says nothing of the next one. Milliseconds. */
const STARTED_WELL_MS = 5_000;

/** It is replaced after this long. Milliseconds. */
const REPLACEMENT_DELAY_MS = 250;

export interface ChildPoolOptions extends ChildOptions, StartQueueOptions, WarmSupplyOptions {}

/** Children by what they are for, and how starting them goes. */
export interface ChildPoolState {
  /** Serving a session, or ending. */
  readonly live: number;
  readonly warm: number;
  /** How many are to be warm, by the demand of late. */
  readonly warmTarget: number;
  /** Waiting for a turn to be started. */
  readonly starting: number;
  readonly breaker: BreakerState;
  /** What ended the last one that died before it spoke; undefined once one has spoken. */
  readonly lastFailure: string | undefined;
}

/**
 * Gives each session a child that nobody has used, and takes none back.
 *
 * Warm children save a session the time that a start takes: as many as the demand asks for, while there is room. A
 * session's own start goes before theirs.
 */
export class ChildPool {
  readonly #options: ChildPoolOptions;
  readonly #log: Logger;
  readonly #guard = new OrphanGuard();
  readonly #breaker = new StartBreaker();
  readonly #starts: StartQueue;
  /** Sessions that have been promised a child which is not started yet. */
  readonly #awaited = new Set<symbol>();
  readonly #warm: WarmSupply;
  /** Those that run, with the time when each was put to the test: started, or given to a session. */
  readonly #alive = new Map<Child, number>();
  /** Warm ones that are ending since nobody needed them. */
  readonly #retiring = new Set<Child>();
  /** The living, and the dead whose own children are still being ended. */
  readonly #processes = new Set<Child>();
  #lastFailure: ChildExit | undefined;
  #isDraining = false;
  #isClosing = false;

  constructor(options: ChildPoolOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
    this.#starts = new StartQueue(options);
    this.#warm = new WarmSupply(options, this.#warmSource());
  }

  get state(): ChildPoolState {
    const nowMs = performance.now();
    return {
      live: this.#alive.size - this.#warm.size,
      warm: this.#warm.size,
      warmTarget: this.#warm.target,
      starting: this.#starts.size,
      breaker: this.#breaker.state(nowMs),
      lastFailure: this.#lastFailure && describeExit(this.#lastFailure),
    };
  }

  /**
   * Starts the first child. Rejects with `ChildStartError` where the command cannot be started at all, so that a typing
   * error ends the program at once rather than every session later, and with `ChildLimitsError`.
   */
  async open(): Promise<void> {
    await assertLimits(this.#options, this.#options);
    const child = await this.#startForSession('session');
    if (this.#options.poolMin > 0) this.#warm.add(child);
    else await child.close();
    this.#warm.refill();
  }

  /**
   * Hands over a child to one session, which must close it. One that nobody needs any more when its turn to be started
   * comes is not started: `signal` says so. `kind`: what the session is; one that goes on gets a child until `close`.
   * Rejects with `ServerFailingError`, `ChildrenExhaustedError`, `StartQueueTimeoutError`, `ChildStartError`,
   * `ShuttingDownError`, or the reason of the signal.
   */
  async acquire(signal?: AbortSignal, kind: 'session' | 'next-child' = 'session'): Promise<Child> {
    const nowMs = performance.now();
    const refusalMs = this.#breaker.refusalMs(nowMs);
    if (refusalMs > 0 && this.#lastFailure !== undefined) throw this.#failing(this.#lastFailure, refusalMs);
    this.#breaker.admit(nowMs);
    try {
      const child = this.#warm.take() ?? (await this.#startCold(kind, signal));
      this.#alive.set(child, performance.now());
      return child;
    } catch (error) {
      this.#breaker.noteUndecided(nowMs);
      throw error;
    } finally {
      this.#warm.refill();
    }
  }

  /** Starts no child for new sessions from now on: who waits for one is refused with `ShuttingDownError`. */
  refuseSessions(): void {
    this.#isDraining = true;
    this.#starts.refuse(new ShuttingDownError(), (kind) => kind !== 'next-child');
    this.#warm.stop();
  }

  /** Closes every child, those of sessions too. Resolves when none is left. */
  async close(): Promise<void> {
    this.refuseSessions();
    this.#isClosing = true;
    await this.#starts.close(new ShuttingDownError());
    await Promise.all([...this.#processes].map((child) => child.close().then(() => child.gone)));
    this.#guard.close();
  }

  async #startCold(kind: StartKind, signal?: AbortSignal): Promise<Child> {
    const child = await this.#startForSession(kind, signal);
    const startedMs = performance.now();
    void child.stdout.begun.then(() => this.#warm.noteStart(performance.now() - startedMs));
    return child;
  }

  async #startForSession(kind: StartKind, signal?: AbortSignal): Promise<Child> {
    if (this.#isClosing || (this.#isDraining && kind !== 'next-child')) throw new ShuttingDownError();
    const { maxChildren } = this.#options;
    if (this.#placesTaken - this.#retiring.size >= maxChildren) throw new ChildrenExhaustedError(maxChildren);
    const place = Symbol('place');
    this.#awaited.add(place);
    const start = async (givenUp: AbortSignal): Promise<Child> => {
      while (this.#alive.size >= maxChildren && this.#retiring.size > 0) {
        await Promise.race([...this.#retiring].map(({ exited }) => exited));
      }
      givenUp.throwIfAborted();
      this.#awaited.delete(place);
      return this.#spawn();
    };
    return this.#starts.run(kind, start, signal).finally(() => this.#awaited.delete(place));
  }

  /** Of the children that run, and of those that sessions have been promised. */
  get #placesTaken(): number {
    return this.#alive.size + this.#awaited.size;
  }

  async #spawn(): Promise<Child> {
    const startedMs = performance.now();
    const child = new Child(this.#options, this.#guard, this.#log);
    if (child.pid === undefined) {
      const exit = await child.exited;
      this.#noteFailure(exit, startedMs);
      throw new ChildStartError(commandName(this.#options.command), exit);
    }
    this.#alive.set(child, startedMs);
    this.#processes.add(child);
    void child.stdout.begun.then(() => this.#noteSuccess());
    void child.exited.then((exit) => this.#noteExit(child, exit));
    void child.gone.then(() => this.#processes.delete(child));
    return child;
  }

  #noteExit(child: Child, exit: ChildExit): void {
    const triedMs = this.#alive.get(child) ?? 0;
    const wasWarm = this.#warm.delete(child);
    this.#alive.delete(child);
    this.#retiring.delete(child);
    if (child.isClosing) {
      if (!child.stdout.hasBegun) this.#breaker.noteUndecided(triedMs);
      this.#warm.refill();
      return;
    }
    if (wasWarm) {
      const { failuresInARow } = this.#breaker;
      this.#log.warn(
        { command: commandName(this.#options.command), stderr: exit.stderr, failuresInARow },
        `a child ${describeExit(exit)} before any session used it`,
      );
    }
    if (wasWarm && performance.now() - triedMs >= STARTED_WELL_MS) {
      this.#lastFailure = exit;
      this.#warm.refill(REPLACEMENT_DELAY_MS);
      return;
    }
    if (!child.stdout.hasBegun) this.#noteFailure(exit, triedMs);
    this.#warm.refill();
  }

  #noteFailure(exit: ChildExit, triedMs: number): void {
    const nowMs = performance.now();
    this.#lastFailure = exit;
    if (!this.#breaker.noteFailure(triedMs, nowMs)) return;
    const { failuresInARow } = this.#breaker;
    this.#log.warn(
      { command: commandName(this.#options.command), stderr: exit.stderr, failuresInARow },
      `children die before they speak: the last one ${describeExit(exit)}; sessions are refused until one works`,
    );
    this.#starts.refuse(this.#failing(exit, this.#breaker.refusalMs(nowMs)));
  }

  /** A child spoke to its session: the command works. */
  #noteSuccess(): void {
    this.#lastFailure = undefined;
    if (this.#breaker.noteSuccess()) {
      this.#log.info({ command: commandName(this.#options.command) }, 'children speak again');
      this.#warm.refill();
    }
  }

  #failing(exit: ChildExit, retryAfterMs: number): ServerFailingError {
    return new ServerFailingError(commandName(this.#options.command), exit, retryAfterMs);
  }

  #warmSource(): WarmSource {
    const hasRoom = (): boolean => this.#placesTaken < this.#options.maxChildren;
    const backoffMs = (): number => this.#breaker.backoffMs(performance.now());
    const spawn = async (): Promise<Child> => {
      if (!hasRoom()) throw new ChildrenExhaustedError(this.#options.maxChildren); // sessions came while it waited
      return this.#spawn();
    };
    return {
      get hasRoom() {
        return hasRoom();
      },
      get backoffMs() {
        return backoffMs();
      },
      start: () => this.#starts.run('refill', spawn),
      end: (child) => {
        this.#retiring.add(child);
        void child.close();
      },
      noteFailure: (error) => this.#log.debug({ err: error }, 'no child kept warm'),
    };
  }
}
