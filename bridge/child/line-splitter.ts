import { LineTooLongError } from './line-too-long-error.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Parts below this are crumbs: what it costs to keep one may be more than its bytes. */
const CRUMB_BYTES = 4096;
/** So many crumbs in a row are put together, so that a child which prints byte by byte can't fill memory with parts. */
const MAX_CRUMBS = 1024;

/**
 * Cuts the bytes that a child prints into lines, one JSON-RPC message each.
 *
 * Bytes, not text: a character split over two chunks survives. Each byte is searched once; it is copied not at all when
 * its line lies in one chunk, once when the line is put together, and once more when it came as a crumb. A line that is
 * not copied keeps its chunk in memory for as long as somebody holds it.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  /** The unfinished line. */
  #parts: Buffer[] = [];
  #pendingBytes = 0;
  /** How many of the last parts are crumbs. */
  #crumbs = 0;

  /** `maxLineBytes` counts a line without its line end. */
  constructor(options: { readonly maxLineBytes: number }) {
    this.#maxLineBytes = options.maxLineBytes;
  }

  /** Bytes of the unfinished line. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /**
   * Returns the lines that `chunk` completed, without their line ends, LF or CR LF; an empty line is an empty Buffer.
   * Throws `LineTooLongError` as soon as a line passes the limit, finished or not. The splitter has then lost its place.
   */
  push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const line = withoutReturn(this.#complete(chunk.subarray(start, end)));
      if (line.length > this.#maxLineBytes) throw this.#tooLong(lines);
      lines.push(line);
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    // One byte more may turn out to be the CR of the line end.
    const over = this.#pendingBytes - this.#maxLineBytes;
    if (over > 1 || (over === 1 && chunk.at(-1) !== CARRIAGE_RETURN)) throw this.#tooLong(lines);
    return lines;
  }

  /** The unfinished last line, if any, without the half of a line end. */
  end(): Buffer | undefined {
    return this.#pendingBytes === 0 ? undefined : withoutReturn(this.#takePending());
  }

  #complete(part: Buffer): Buffer {
    if (this.#pendingBytes === 0) return part;
    if (part.length > 0) this.#keep(part);
    return this.#takePending();
  }

  #keep(part: Buffer): void {
    this.#parts.push(part);
    this.#pendingBytes += part.length;
    this.#crumbs = part.length < CRUMB_BYTES ? this.#crumbs + 1 : 0;
    if (this.#crumbs < MAX_CRUMBS) return;
    this.#parts.push(Buffer.concat(this.#parts.splice(-MAX_CRUMBS)));
    this.#crumbs = 0;
  }

  #takePending(): Buffer {
    const [first] = this.#parts;
    const line = first?.length === this.#pendingBytes ? first : Buffer.concat(this.#parts, this.#pendingBytes);
    this.#forget();
    return line;
  }

  #tooLong(linesBefore: readonly Buffer[]): LineTooLongError {
    this.#forget();
    return new LineTooLongError(this.#maxLineBytes, linesBefore);
  }

  #forget(): void {
    this.#parts = [];
    this.#pendingBytes = 0;
    this.#crumbs = 0;
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
