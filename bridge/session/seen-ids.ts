/** The highest id of a session without requests. */
export const NO_ID = -1;

/** Clients count, so that there are few gaps; of more, the first are forgotten. */
const MOST_RANGES = 64;

/** From the first to the last id, both included. */
export type IdRange = readonly [first: number, last: number];

/**
 * The ids of requests that a session has had, where its client counts them as the SDKs do. So a request that comes a second
 * time can be told from one that got lost on its way.
 */
export class SeenIds {
  #highest: number | undefined;
  /** Those that are known to have come, in order. */
  readonly #ranges: IdRange[];

  /** `highest` of the session before it came to this replica; undefined where nobody knows it. `ranges` as of its `ranges`. */
  constructor(highest: number | undefined, ranges: readonly IdRange[] = []) {
    this.#highest = highest;
    this.#ranges = [...ranges];
  }

  /** Ids that have come. Of those that are not among them nothing is known, but for what `highest` says. */
  get ranges(): readonly IdRange[] {
    return this.#ranges;
  }

  /** Undefined where nobody knows it. */
  get highest(): number | undefined {
    return this.#highest;
  }

  /** An id that has come, JSON text. */
  add(key: string): void {
    const id = Number(key);
    if (!Number.isSafeInteger(id)) return;
    if (this.#highest !== undefined && id > this.#highest) this.#highest = id;
    const newest = this.#ranges.at(-1);
    if (newest?.[1] === id - 1) this.#ranges[this.#ranges.length - 1] = [newest[0], id];
    else if (!this.isSeen(key) && this.#ranges.push([id, id]) > MOST_RANGES) this.#ranges.shift();
  }

  /** Whether an id has surely come to no replica before. */
  isNew(key: string): boolean {
    return this.#highest !== undefined && Number(key) > this.#highest;
  }

  /** Whether an id is known to have come. */
  isSeen(key: string): boolean {
    const id = Number(key);
    return this.#ranges.some(([first, last]) => first <= id && id <= last);
  }
}
