/** Arrivals lose their weight with this time: a rush counts for about as long. Milliseconds. */
const WINDOW_MS = 10_000;

/** What a start is taken to last before one has been measured. Milliseconds. */
const USUAL_START_MS = 500;

/** A start counts as no longer than this: its client may have kept the child waiting. Milliseconds. */
const LONGEST_START_MS = 10_000;

/** The middle one of so many starts counts, so that one odd start changes nothing. */
const STARTS_KEPT = 9;

/** Arrivals at random come in clusters: this many standard deviations above the expected number are provided for. */
const MARGIN = 2;

/**
 * How many children to keep warm: as many as sessions are expected while a new one starts.
 *
 * Told all times, so that it needs no clock. With sessions at the rate r and starts that last s, r·s arrive during a start,
 * give or take √(r·s).
 */
export class WarmDemand {
  readonly #least: number;
  readonly #most: number;
  /** Arrivals, each weighed by its age. */
  #weight = 0;
  #weighedMs = 0;
  #startsMs: readonly number[] = [];

  /** Between `least` and `most`; where `least` is 0 nothing is kept warm. */
  constructor(bounds: { readonly least: number; readonly most: number }) {
    this.#least = bounds.least;
    this.#most = bounds.most;
  }

  /** A session asked for a child. */
  noteArrival(nowMs: number): void {
    this.#weight = this.#weightAt(nowMs) + 1;
    this.#weighedMs = nowMs;
  }

  /** A session waited so long from the start of its child to its first words. */
  noteStart(durationMs: number): void {
    this.#startsMs = [...this.#startsMs, Math.min(durationMs, LONGEST_START_MS)].slice(-STARTS_KEPT);
  }

  /** How many to keep. It falls by itself as time passes. */
  target(nowMs: number): number {
    if (this.#least === 0) return 0;
    const expected = (this.#weightAt(nowMs) / WINDOW_MS) * this.#startMs;
    const provided = Math.ceil(expected + MARGIN * Math.sqrt(expected));
    return Math.min(Math.max(provided, this.#least), this.#most);
  }

  #weightAt(nowMs: number): number {
    return this.#weight * Math.exp((this.#weighedMs - nowMs) / WINDOW_MS);
  }

  get #startMs(): number {
    const sorted = [...this.#startsMs].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? USUAL_START_MS;
  }
}
