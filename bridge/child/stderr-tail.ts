import type { ChildEnvironment } from './child-environment.ts';
import { type LineEnd, SecretMask } from './secret-mask.ts';

/** The last lines that a child wrote to stderr, without its secrets, for the error that tells why it died. */
export class StderrTail {
  readonly #maxBytes: number;
  readonly #mask: SecretMask;
  readonly #onLine: (line: string) => void;
  #lines: string[] = [];
  #bytes = 0;
  /** As it was printed, up to the limit: what follows in the same line is not looked at. */
  #unfinished = '';

  constructor(options: {
    /** Oldest lines go first over this; a longer line is cut to it. Bytes. */
    readonly maxBytes: number;
    readonly environment: ChildEnvironment;
    readonly onLine: (line: string) => void;
  }) {
    this.#maxBytes = options.maxBytes;
    this.#onLine = options.onLine;
    this.#mask = new SecretMask(options.environment);
  }

  push(text: string): void {
    const [first = '', ...others] = text.split('\n');
    this.#extend(first);
    for (const part of others) {
      this.#keep();
      this.#extend(part);
    }
  }

  /** The lines kept, oldest first, the unfinished last one among them. */
  get lines(): readonly string[] {
    return this.#unfinished === '' ? this.#lines : [...this.#lines, this.#shown('unfinished')];
  }

  #extend(part: string): void {
    this.#unfinished += part.slice(0, this.#maxBytes - this.#unfinished.length);
  }

  /** The line is complete. */
  #keep(): void {
    const line = this.#shown('whole');
    this.#unfinished = '';
    if (line.trim() === '') return;
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line);
    while (this.#bytes > this.#maxBytes && this.#lines.length > 1) {
      this.#bytes -= Buffer.byteLength(this.#lines.shift() ?? '');
    }
    this.#onLine(line);
  }

  /** A line of which only the beginning is known may end within a secret. */
  #shown(end: LineEnd): string {
    const line = this.#unfinished.replace(/\r$/, '');
    const isCut = this.#unfinished.length === this.#maxBytes;
    return this.#mask.apply(line, isCut ? 'cut' : end).slice(0, this.#maxBytes);
  }
}
