/** Keys come from clients: past this many, all counts are forgotten rather than kept for ever. */
const maxKeys = 10_000;

/** Counts by key within a sliding window; a limit of `0` is none. Moments are those of a steady clock. */
export class SlidingWindow {
  readonly most: number;
  readonly windowMs: number;
  readonly #taken = new Map<string, readonly number[]>();

  constructor(most: number, windowMs: number) {
    this.most = most;
    this.windowMs = windowMs;
  }

  /** How long until there is room for one more; `0` if there is now. */
  waitMs(key: string, now: number): number {
    const recent = this.#recent(key, now);
    const [oldest] = recent;
    const isFull = this.most > 0 && recent.length >= this.most && oldest !== undefined;
    return isFull ? oldest + this.windowMs - now : 0;
  }

  take(key: string, now: number): void {
    if (this.most === 0) return;
    if (this.#taken.size > maxKeys) this.#taken.clear();
    this.#taken.set(key, [...this.#recent(key, now), now]);
  }

  #recent(key: string, now: number): readonly number[] {
    return (this.#taken.get(key) ?? []).filter((at) => at > now - this.windowMs);
  }
}
