/** An answer that takes its time. */
interface SlowAnswer {
  becomeStream(): void;
}

/** Turns answers into streams once they have been awaited for a time. One timer serves all: most are answered long before. */
export class SlowAnswers {
  readonly #afterMs: number;
  /** By when they began to wait, which is the order that they are in. */
  readonly #waiting = new Map<SlowAnswer, number>();
  #isTimed = false;

  /** `0`: never. */
  constructor({ streamAfterMs }: { readonly streamAfterMs: number }) {
    this.#afterMs = streamAfterMs;
  }

  add(answer: SlowAnswer): void {
    if (this.#afterMs === 0) return;
    this.#waiting.set(answer, performance.now());
    if (!this.#isTimed) this.#wakeIn(this.#afterMs);
  }

  /** It is answered. */
  delete(answer: SlowAnswer): void {
    this.#waiting.delete(answer);
  }

  #wakeIn(ms: number): void {
    this.#isTimed = true;
    setTimeout(() => this.#wake(), ms).unref();
  }

  #wake(): void {
    this.#isTimed = false;
    const nowMs = performance.now();
    for (const [answer, sinceMs] of this.#waiting) {
      const leftMs = sinceMs + this.#afterMs - nowMs;
      if (leftMs > 0) {
        this.#wakeIn(leftMs);
        return;
      }
      this.#waiting.delete(answer);
      answer.becomeStream();
    }
  }
}
