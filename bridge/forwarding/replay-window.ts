/** How far behind the newest number another may come: so many requests of one sender are never under way at once. */
const WINDOW = 8192;
const WORD_BITS = 32;

/**
 * Lets each number through once, in any order within a window, as IPsec does against replays (RFC 4303 §3.4.3). What is
 * older than the window is taken for a replay.
 */
export class ReplayWindow {
  readonly #seen = new Uint32Array(WINDOW / WORD_BITS);
  #highest = 0;

  /** `number`: counts from 1. False for one that was here before, or may have been. */
  accept(number: number): boolean {
    if (number <= this.#highest - WINDOW) return false;
    if (number > this.#highest) this.#advance(number);
    else if (this.#isSeen(number)) return false;
    const at = number % WINDOW;
    this.#seen[Math.floor(at / WORD_BITS)] = this.#word(at) | this.#bit(at);
    return true;
  }

  #advance(number: number): void {
    if (number - this.#highest >= WINDOW) this.#seen.fill(0);
    else for (let passed = this.#highest + 1; passed <= number; passed += 1) this.#forget(passed % WINDOW);
    this.#highest = number;
  }

  #isSeen(number: number): boolean {
    const at = number % WINDOW;
    return (this.#word(at) & this.#bit(at)) !== 0;
  }

  #forget(at: number): void {
    this.#seen[Math.floor(at / WORD_BITS)] = this.#word(at) & ~this.#bit(at);
  }

  #word(at: number): number {
    return this.#seen[Math.floor(at / WORD_BITS)] ?? 0;
  }

  #bit(at: number): number {
    return 1 << (at % WORD_BITS);
  }
}
