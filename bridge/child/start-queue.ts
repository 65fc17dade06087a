import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { StartQueueTimeoutError } from '../errors.ts';
import type { Child } from './child.ts';

/**
 * A start keeps its place in the line until the child first speaks, for that is when its program has loaded; one that
 * nobody has asked anything yet keeps it this long. Milliseconds.
 */
const LOADING_MS = 500;

/** A start that a session waits for goes first. */
export type StartKind = 'session' | 'refill';

export interface StartQueueOptions {
  /** Children started at the same time. */
  readonly startConcurrency: number;
  /** Longest wait for a turn. Milliseconds. */
  readonly startTimeoutMs: number;
}

/** The line of those who wait for a turn to start a child. */
export class StartQueue {
  readonly #queue: PQueue;
  readonly #startTimeoutMs: number;
  /** Those who wait; aborted with the reason for having waited in vain. */
  readonly #turns = new Set<AbortController>();
  readonly #closing = new AbortController();

  constructor({ startConcurrency, startTimeoutMs }: StartQueueOptions) {
    this.#queue = new PQueue({ concurrency: startConcurrency });
    this.#startTimeoutMs = startTimeoutMs;
    setMaxListeners(0, this.#closing.signal); // one for each start under way
  }

  /** How many wait. */
  get size(): number {
    return this.#queue.size;
  }

  /**
   * Calls `start` when its turn comes, and resolves to the child. The signal that `start` gets says that nobody wants the
   * child any more.
   * Rejects as `start` does, with `StartQueueTimeoutError`, the reason of `signal`, or the one given to `refuseAll`.
   */
  async run(kind: StartKind, start: (signal: AbortSignal) => Promise<Child>, signal?: AbortSignal): Promise<Child> {
    const turn = new AbortController();
    this.#turns.add(turn);
    const timeout = () => turn.abort(new StartQueueTimeoutError(this.#startTimeoutMs));
    const timer = setTimeout(timeout, this.#startTimeoutMs);
    const givenUp = signal === undefined ? turn.signal : AbortSignal.any([turn.signal, signal]);
    return new Promise<Child>((resolve, reject) => {
      const takeTurn = async (): Promise<void> => {
        const child = await start(givenUp);
        resolve(child);
        await this.#loaded(child);
      };
      this.#queue.add(takeTurn, { priority: kind === 'session' ? 1 : 0, signal: givenUp }).catch(reject);
    }).finally(() => {
      clearTimeout(timer);
      this.#turns.delete(turn);
    });
  }

  /** Refuses all who wait. */
  refuseAll(reason: Error): void {
    for (const turn of this.#turns) turn.abort(reason);
  }

  /** Refuses all who wait, and waits no more for children to load. Resolves when no turn is left. */
  async close(reason: Error): Promise<void> {
    this.#closing.abort();
    this.refuseAll(reason);
    await this.#queue.onIdle();
  }

  async #loaded(child: Child): Promise<void> {
    const enough = delay(LOADING_MS, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {});
    await Promise.race([child.stdout.begun, child.exited, enough]);
  }
}
