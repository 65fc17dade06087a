import { GatheredBytes } from '../../src/base/gathered-bytes.ts';
import { LineTooLongError } from './line-too-long-error.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts the bytes that a child prints into lines, one JSON-RPC message each.
 *
 * Bytes, not text: a character split over two chunks survives. Each byte is searched once, and copied only where its
 * line lies in several chunks.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  /** The unfinished line. */
  readonly #pending = new GatheredBytes();

  /** `maxLineBytes` counts a line without its line end. */
  constructor(options: { readonly maxLineBytes: number }) {
    this.#maxLineBytes = options.maxLineBytes;
  }

  /** Bytes of the unfinished line. */
  get pendingBytes(): number {
    return this.#pending.length;
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
    if (start < chunk.length) this.#pending.push(chunk.subarray(start));
    // One byte more may turn out to be the CR of the line end.
    const over = this.#pending.length - this.#maxLineBytes;
    if (over > 1 || (over === 1 && chunk.at(-1) !== CARRIAGE_RETURN)) throw this.#tooLong(lines);
    return lines;
  }

  /** The unfinished last line, if any, without the half of a line end. */
  end(): Buffer | undefined {
    return this.#pending.length === 0 ? undefined : withoutReturn(this.#pending.take());
  }

  #complete(part: Buffer): Buffer {
    if (this.#pending.length === 0) return part;
    if (part.length > 0) this.#pending.push(part);
    return this.#pending.take();
  }

  #tooLong(linesBefore: readonly Buffer[]): LineTooLongError {
    this.#pending.clear();
    return new LineTooLongError(this.#maxLineBytes, linesBefore);
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
