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

/** Who a start is for: a session that goes on after its last child, a new one, or whoever comes. The first goes first. */
export type StartKind = 'next-child' | 'session' | 'refill';

const PRIORITIES = { 'next-child': 2, session: 1, refill: 0 } as const satisfies Record<StartKind, number>;

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
  readonly #turns = new Map<AbortController, StartKind>();
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
   * Rejects as `start` does, with `StartQueueTimeoutError`, the reason of `signal`, or the one given to `refuse`.
   */
  async run(kind: StartKind, start: (signal: AbortSignal) => Promise<Child>, signal?: AbortSignal): Promise<Child> {
    const turn = new AbortController();
    this.#turns.set(turn, kind);
    const timeout = () => turn.abort(new StartQueueTimeoutError(this.#startTimeoutMs));
    const timer = setTimeout(timeout, this.#startTimeoutMs);
    const givenUp = signal === undefined ? turn.signal : AbortSignal.any([turn.signal, signal]);
    return new Promise<Child>((resolve, reject) => {
      const takeTurn = async (): Promise<void> => {
        const child = await start(givenUp);
        resolve(child);
        await this.#loaded(child);
      };
      this.#queue.add(takeTurn, { priority: PRIORITIES[kind], signal: givenUp }).catch(reject);
    }).finally(() => {
      clearTimeout(timer);
      this.#turns.delete(turn);
    });
  }

  /** Refuses all who wait, or those for whom `isMeant`. */
  refuse(reason: Error, isMeant: (kind: StartKind) => boolean = () => true): void {
    for (const [turn, kind] of this.#turns) if (isMeant(kind)) turn.abort(reason);
  }

  /** Refuses all who wait, and waits no more for children to load. Resolves when no turn is left. */
  async close(reason: Error): Promise<void> {
    this.#closing.abort();
    this.refuse(reason);
    await this.#queue.onIdle();
  }

  async #loaded(child: Child): Promise<void> {
    const enough = delay(LOADING_MS, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {});
    await Promise.race([child.stdout.begun, child.exited, enough]);
  }
}
