const NEWLINE = 0x0a;

export interface LineReaderOptions {
  /** Longest line in bytes, without its end. A longer one is dropped whole, and the lines after it are read. */
  readonly maxLineBytes: number;
  /** Called once for each dropped line. */
  readonly onDropped: () => void;
}

/** Cuts incoming bytes into lines, in time linear to their number. Whole lines are decoded, so no character is split. */
export class LineReader {
  readonly #options: LineReaderOptions;
  #parts: Buffer[] = [];
  #bytes = 0;
  #dropping = false;

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
    if (this.#dropping || part.length === 0) return;
    this.#bytes += part.length;
    if (this.#bytes <= this.#options.maxLineBytes) {
      this.#parts.push(part);
      return;
    }
    this.#dropping = true;
    this.#parts = [];
    this.#options.onDropped();
  }

  #take(): string {
    const line = Buffer.concat(this.#parts).toString('utf8').trim();
    this.#parts = [];
    this.#bytes = 0;
    this.#dropping = false;
    return line;
  }
}
