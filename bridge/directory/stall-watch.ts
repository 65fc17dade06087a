/**
 * Notices that this process stood still: stopped, starved, or asleep with its machine. Nobody can tell such a pause while
 * it lasts, and timers run late after it; so whoever is about to act looks at the clock first.
 */
export class StallWatch {
  readonly #limitMs: number;
  #lastMs = performance.now();
  // The monotonic clock stands still while a machine sleeps. A clock that is put forward is no harm: it costs one question.
  #lastWallMs = Date.now();
  /** How many pauses there were. */
  stalls = 0;
  /** When the last `clear` after one was, by `performance.now()`; 0: there was none. */
  resumedMs = 0;
  /** Whether there was one since the last `clear`. */
  isStalled = false;

  /** `limitMs` is the shortest pause that matters; `tick` is to be called more often than that. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Whether the process stood still, a moment ago or before. */
  look(): boolean {
    const now = performance.now();
    const wallNow = Date.now();
    if (now - this.#lastMs > this.#limitMs || wallNow - this.#lastWallMs > this.#limitMs) {
      this.stalls += 1;
      this.isStalled = true;
      this.#lastMs = now;
      this.#lastWallMs = wallNow;
    }
    return this.isStalled;
  }

  /** The process runs at this moment. */
  tick(): void {
    this.look();
    this.#lastMs = performance.now();
    this.#lastWallMs = Date.now();
  }

  /** What the pause may have changed is known. */
  clear(): void {
    if (this.isStalled) this.resumedMs = performance.now();
    this.isStalled = false;
  }
}
