/** Most ranges of ids that one event id names. */
const MOST_RANGES = 16;

interface IdRange {
  first: number;
  last: number;
}

/**
 * The ids of requests that were answered on a session's stream and that the journal may still hold as unanswered.
 *
 * They stand in the ids of the events. A client that comes back to another replica says by its `Last-Event-ID` what it
 * has been answered, however much later than its last replica died the journal was written, and gets no second answer.
 *
 * Integers only, as the SDKs count their requests.
 */
export class AnsweredIds {
  #ranges: IdRange[] = [];

  /** The id of an answered request, JSON text. */
  add(key: string): void {
    const id = Number(key);
    if (!Number.isSafeInteger(id) || id < 0) return;
    const last = this.#ranges.at(-1);
    if (last?.last === id - 1) last.last = id;
    else if (this.#ranges.push({ first: id, last: id }) > MOST_RANGES) this.#ranges.shift();
  }

  /** The journal is up to date. */
  clear(): void {
    if (this.#ranges.length > 0) this.#ranges = [];
  }

  /** `5-9_12`; empty where there are none. */
  toString(): string {
    return this.#ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join('_');
  }
}

/** Tells which ids such a text names. */
export function parseAnsweredIds(text: string): (key: string) => boolean {
  const ranges = text === '' ? [] : text.split('_').map((range) => range.split('-').map(Number));
  return (key) => {
    const id = Number(key);
    return ranges.some(([first = Number.NaN, last = first]) => first <= id && id <= last);
  };
}
