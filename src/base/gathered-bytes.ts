/** Parts below this are crumbs: what it costs to keep one may be more than its bytes. */
const CRUMB_BYTES = 4096;
/** So many crumbs in a row are put together, so that a peer which sends byte by byte can't fill memory with parts. */
const MAX_CRUMBS = 1024;

/**
 * Bytes that come in parts and are taken as one Buffer.
 *
 * A byte is copied not at all when it came in the only part, once when parts are put together, and once more when it
 * came as a crumb. What is not copied keeps all that was read with it in memory for as long as somebody holds it.
 */
export class GatheredBytes {
  #parts: Buffer[] = [];
  #length = 0;
  /** How many of the last parts are crumbs. */
  #crumbs = 0;

  get length(): number {
    return this.#length;
  }

  push(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
    this.#crumbs = part.length < CRUMB_BYTES ? this.#crumbs + 1 : 0;
    if (this.#crumbs < MAX_CRUMBS) return;
    this.#parts.push(Buffer.concat(this.#parts.splice(-MAX_CRUMBS)));
    this.#crumbs = 0;
  }

  /** All of them, in order; nothing is gathered after. */
  take(): Buffer {
    const [first] = this.#parts;
    const whole = first?.length === this.#length ? first : Buffer.concat(this.#parts, this.#length);
    this.clear();
    return whole;
  }

  clear(): void {
    this.#parts = [];
    this.#length = 0;
    this.#crumbs = 0;
  }
}
