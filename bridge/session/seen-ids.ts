/** The highest id of a session without requests. */
export const NO_ID = -1;

/**
 * The highest id that a client has given a request, where it counts them as the SDKs do. A higher one has not been here
 * before, so that a request which was sent a second time can be told from one that got lost on its way.
 */
export class SeenIds {
  #highest: number | undefined;

  /** `highest` of the session so far; undefined where nobody knows any more. */
  constructor(highest: number | undefined) {
    this.#highest = highest;
  }

  get highest(): number | undefined {
    return this.#highest;
  }

  /** An id that came, JSON text. */
  add(key: string): void {
    const id = Number(key);
    if (this.#highest !== undefined && id > this.#highest) this.#highest = id;
  }

  /** Whether an id surely has not been here. */
  isNew(key: string): boolean {
    return this.#highest !== undefined && Number(key) > this.#highest;
  }
}
