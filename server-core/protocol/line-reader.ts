import { type DroppedLine, KEPT_BYTES } from './dropped-line.ts';

const NEWLINE = 0x0a;

export interface LineReaderOptions {
  /** Longest line in bytes, without its end. A longer one is dropped whole, and the lines after it are read. */
  readonly maxLineBytes: number;
  /** Called for each dropped line, at its end. */
  readonly onDropped: (line: DroppedLine) => void;
}

/** Cuts incoming bytes into lines, in time linear to their number. Whole lines are decoded, so no character is split. */
export class LineReader {
  readonly #options: LineReaderOptions;
  #parts: Buffer[] = [];
  #bytes = 0;
  /** The beginning of the line that is being dropped. */
  #start: string | undefined;

  constructor(options: LineReaderOptions) {
    this.#options = options;
  }

  /** Returns the lines that `chunk` completed, without their line ends and without empty ones. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#keep(chunk.subarray(start, end));
      const line = this.#take();
      if (line !== '') lines.push(line);
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#bytes += part.length;
    if (this.#bytes <= this.#options.maxLineBytes) return;
    const held = Buffer.concat(this.#parts);
    this.#start ??= held.toString('utf8', 0, KEPT_BYTES);
    this.#parts = [Buffer.from(held.subarray(-KEPT_BYTES))];
  }

  /** The line; an empty one where it was dropped. */
  #take(): string {
    const line = Buffer.concat(this.#parts).toString('utf8').trim();
    const start = this.#start;
    this.#parts = [];
    this.#bytes = 0;
    this.#start = undefined;
    if (start === undefined) return line;
    this.#options.onDropped({ start, end: line });
    return '';
  }
}
