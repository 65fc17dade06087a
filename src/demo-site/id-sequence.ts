/** Hands out ids that are the same in every run: a start, then steps of one. */
export class IdSequence {
  #last: number;

  constructor(first: number) {
    this.#last = first - 1;
  }

  next(): string {
    this.#last += 1;
    return String(this.#last);
  }
}
