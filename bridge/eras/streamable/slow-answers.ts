/** An answer that takes its time. */
interface SlowAnswer {
  becomeStream(): void;
}

/** One answer's wait: a link of a ring. */
export class Wait {
  readonly sinceMs = performance.now();
  #answer: SlowAnswer | undefined;
  #before: Wait = this;
  #after: Wait = this;

  constructor(answer?: SlowAnswer) {
    this.#answer = answer;
  }

  get answer(): SlowAnswer | undefined {
    return this.#answer;
  }

  get after(): Wait {
    return this.#after;
  }

  insertBefore(next: Wait): void {
    this.#before = next.#before;
    this.#after = next;
    next.#before.#after = this;
    next.#before = this;
  }

  /** The answer is there. It lets go of all others: a dead link must not keep them in memory. */
  end(): void {
    this.#before.#after = this.#after;
    this.#after.#before = this.#before;
    this.#before = this;
    this.#after = this;
    this.#answer = undefined;
  }
}

/** Turns answers into streams once they have been awaited for a time. One timer serves all: most are answered long before. */
export class SlowAnswers {
  readonly #afterMs: number;
  /** The oldest comes after it, the newest before it. */
  readonly #ring = new Wait();
  #isTimed = false;

  /** `0`: never. */
  constructor({ streamAfterMs }: { readonly streamAfterMs: number }) {
    this.#afterMs = streamAfterMs;
  }

  add(answer: SlowAnswer): Wait {
    const wait = new Wait(answer);
    if (this.#afterMs === 0) return wait;
    wait.insertBefore(this.#ring);
    if (!this.#isTimed) this.#wakeIn(this.#afterMs);
    return wait;
  }

  #wakeIn(ms: number): void {
    this.#isTimed = true;
    setTimeout(() => this.#wake(), ms).unref();
  }

  #wake(): void {
    this.#isTimed = false;
    const nowMs = performance.now();
    for (let wait = this.#ring.after; wait !== this.#ring; wait = this.#ring.after) {
      const leftMs = wait.sinceMs + this.#afterMs - nowMs;
      if (leftMs > 0) {
        this.#wakeIn(leftMs);
        return;
      }
      const { answer } = wait;
      wait.end();
      answer?.becomeStream();
    }
  }
}
