import type { Child } from './child.ts';
import { WarmChildren } from './warm-children.ts';
import { WarmDemand } from './warm-demand.ts';

/** How often the demand is looked at while there are more warm children than the least. Milliseconds. */
const SWEEP_MS = 1_000;

export interface WarmSupplyOptions {
  /** Fewest children kept warm: started, never written to. 0: none is, whatever the demand. */
  readonly poolMin: number;
  /** How long warm children must not have been needed before they are ended. Milliseconds. */
  readonly poolIdleMs: number;
  /** Most children at once, warm ones included. */
  readonly maxChildren: number;
}

/** Where warm children come from and go to. */
export interface WarmSource {
  /** Whether there is room for one more child that no session waits for. */
  readonly hasRoom: boolean;
  /** How long a start is to be put off, since the last ones failed. Milliseconds. */
  readonly backoffMs: number;
  start(): Promise<Child>;
  end(child: Child): void;
  /** A start failed. */
  noteFailure(error: unknown): void;
}

/** Keeps as many children warm as the demand asks for, while there is room. */
export class WarmSupply {
  readonly #least: number;
  readonly #source: WarmSource;
  readonly #demand: WarmDemand;
  readonly #children: WarmChildren;
  #refillTimer: NodeJS.Timeout | undefined;
  #sweepTimer: NodeJS.Timeout | undefined;
  #hasStopped = false;

  constructor({ poolMin, poolIdleMs, maxChildren }: WarmSupplyOptions, source: WarmSource) {
    this.#least = poolMin;
    this.#source = source;
    this.#demand = new WarmDemand({ least: poolMin, most: maxChildren });
    this.#children = new WarmChildren(poolIdleMs);
  }

  get size(): number {
    return this.#children.size;
  }

  /** How many there are to be. */
  get target(): number {
    return this.#demand.target(performance.now());
  }

  add(child: Child): void {
    this.#children.add(child);
  }

  /** A session asks for a child: the oldest, if there is one. */
  take(): Child | undefined {
    this.#demand.noteArrival(performance.now());
    return this.#children.take();
  }

  /** A session had to wait for this child to start. */
  noteStart(durationMs: number): void {
    this.#demand.noteStart(durationMs);
  }

  /** Its process has ended. False where it was not warm. */
  delete(child: Child): boolean {
    return this.#children.delete(child);
  }

  /** To be called whenever one may be missing: it was taken, or died, or there is room again. */
  refill(leastDelayMs = 0): void {
    this.#sweepLater();
    if (this.#refillTimer !== undefined || !this.#isMissingOne) return;
    const delayMs = Math.max(this.#source.backoffMs, leastDelayMs);
    this.#refillTimer = setTimeout(() => void this.#refillNow(), delayMs).unref();
  }

  stop(): void {
    this.#hasStopped = true;
    clearTimeout(this.#refillTimer);
    clearTimeout(this.#sweepTimer);
  }

  get #isMissingOne(): boolean {
    return !this.#hasStopped && this.#source.hasRoom && this.size < this.target;
  }

  /** One round, which ends with the first failure: what is missing then is for the next, after the back-off. */
  async #refillNow(): Promise<void> {
    try {
      while (this.#isMissingOne && this.#source.backoffMs === 0) this.add(await this.#source.start());
    } catch (error) {
      this.#source.noteFailure(error);
    }
    this.#refillTimer = undefined;
    this.refill();
  }

  /** The target falls with time alone, so somebody has to look. */
  #sweepLater(): void {
    if (this.#sweepTimer !== undefined || this.#hasStopped || this.size <= this.#least) return;
    this.#sweepTimer = setTimeout(() => {
      this.#sweepTimer = undefined;
      for (const child of this.#children.takeSurplus(this.target, performance.now())) this.#source.end(child);
      this.#sweepLater();
    }, SWEEP_MS).unref();
  }
}
