/** So many failures in a row, and no more children are tried but one at a time. */
const FAILURES_TO_OPEN = 5;

/** The wait after a failure; then twice as long, and so on. Milliseconds. */
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;

/** A trial that has neither spoken nor died after this long keeps the next one from nothing. Milliseconds. */
const TRIAL_MS = 5_000;

/** `closed`: whoever asks gets a child. `open`: nobody does. `half-open`: one does, to find out. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Stops starts that cannot work: children that die before they speak, several in a row, open it; one that speaks closes it.
 *
 * `closed → open → half-open → closed or open`. Told all times, so that it needs no clock and no timer.
 */
export class StartBreaker {
  #failures = 0;
  /** How often the back-off has been doubled, and one. */
  #level = 0;
  #backoffEndMs = 0;
  #trialStartMs = 0;
  /** A trial is under way until then. */
  #trialEndMs = 0;

  state(nowMs: number): BreakerState {
    if (this.#failures < FAILURES_TO_OPEN) return 'closed';
    return nowMs < this.#backoffEndMs ? 'open' : 'half-open';
  }

  get failuresInARow(): number {
    return this.#failures;
  }

  /** How long a start that no session waits for is to be put off. Milliseconds. */
  backoffMs(nowMs: number): number {
    return Math.max(this.#backoffEndMs - nowMs, 0);
  }

  /** How long a session would be refused a child. Milliseconds; 0: not at all. */
  refusalMs(nowMs: number): number {
    if (this.state(nowMs) === 'closed') return 0;
    return Math.max(this.#backoffEndMs - nowMs, this.#trialEndMs - nowMs, 0);
  }

  /** A session that is not refused is given a child. While half-open this is the trial, and the next has to wait for its end. */
  admit(nowMs: number): void {
    if (this.state(nowMs) !== 'half-open') return;
    this.#trialStartMs = nowMs;
    this.#trialEndMs = nowMs + TRIAL_MS;
  }

  /**
   * A child that was started, or given to a session, at `triedMs` died before it spoke. True where this opened the breaker.
   * Children tried before the last back-off was over say nothing new: they died of the same, and double nothing.
   */
  noteFailure(triedMs: number, nowMs: number): boolean {
    this.#failures += 1;
    if (triedMs >= this.#backoffEndMs) this.#level += 1;
    const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (this.#level - 1), LONGEST_BACKOFF_MS);
    this.#backoffEndMs = Math.max(this.#backoffEndMs, nowMs + backoffMs);
    this.#trialEndMs = 0;
    return this.#failures === FAILURES_TO_OPEN;
  }

  /** A child that was tried then was given up before it spoke: if it was the trial, and not one of before, another may be. */
  noteUndecided(triedMs: number): void {
    if (triedMs >= this.#trialStartMs) this.#trialEndMs = 0;
  }

  /** A child spoke. True where this closed the breaker. */
  noteSuccess(): boolean {
    const wasClosed = this.#failures < FAILURES_TO_OPEN;
    this.#failures = 0;
    this.#level = 0;
    this.#backoffEndMs = 0;
    this.#trialEndMs = 0;
    return !wasClosed;
  }
}
