/** The highest id of a session without requests. */
export const NO_ID = -1;

/** Clients count, so that there are few gaps; of more, the first are forgotten. */
const MOST_RANGES = 64;

interface IdRange {
  readonly first: number;
  last: number;
}

/**
 * The ids of requests that a session has had, where its client counts them as the SDKs do. So a request that comes a second
 * time can be told from one that got lost on its way.
 */
export class SeenIds {
  #highest: number | undefined;
  /** Those that came to this replica, in order. */
  readonly #ranges: IdRange[] = [];

  /** `highest` of the session before it came to this replica; undefined where nobody knows it. */
  constructor(highest: number | undefined) {
    this.#highest = highest;
  }

  /** Undefined where nobody knows it. */
  get highest(): number | undefined {
    return this.#highest;
  }

  /** An id that came to this replica, JSON text. */
  add(key: string): void {
    const id = Number(key);
    if (!Number.isSafeInteger(id)) return;
    if (this.#highest !== undefined && id > this.#highest) this.#highest = id;
    const last = this.#ranges.at(-1);
    if (last?.last === id - 1) last.last = id;
    else if (!this.isSeen(key) && this.#ranges.push({ first: id, last: id }) > MOST_RANGES) this.#ranges.shift();
  }

  /** Whether an id has surely come to no replica before. */
  isNew(key: string): boolean {
    return this.#highest !== undefined && Number(key) > this.#highest;
  }

  /** Whether an id has come to this replica. */
  isSeen(key: string): boolean {
    const id = Number(key);
    return this.#ranges.some(({ first, last }) => first <= id && id <= last);
  }
}
