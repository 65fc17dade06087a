import type { ChildEnvironment } from './child-environment.ts';

/** Values shorter than this are words that stand everywhere ("1", "true"): blanking them would only spoil the text. */
const SHORTEST_SECRET = 4;

/**
 * The last lines that a child wrote to stderr, for the error that tells why it died.
 *
 * Every value of the child's environment that is not known to be harmless is replaced by the variable's name.
 */
export class StderrTail {
  readonly #maxBytes: number;
  readonly #secrets: readonly (readonly [value: string, name: string])[];
  readonly #onLine: (line: string) => void;
  #lines: string[] = [];
  #bytes = 0;
  #unfinished = '';

  constructor(options: {
    /** Oldest lines go first over this; a longer line is cut to it. Bytes. */
    readonly maxBytes: number;
    readonly environment: ChildEnvironment;
    readonly onLine: (line: string) => void;
  }) {
    this.#maxBytes = options.maxBytes;
    this.#onLine = options.onLine;
    this.#secrets = options.environment.secretNames
      .map((name) => [options.environment.variables[name] ?? '', name] as const)
      .filter(([value]) => value.length >= SHORTEST_SECRET)
      .sort(([a], [b]) => b.length - a.length); // a longer secret may contain a shorter one
  }

  push(text: string): void {
    const lines = (this.#unfinished + text).split(/\r?\n/);
    this.#unfinished = (lines.pop() ?? '').slice(0, this.#maxBytes);
    for (const line of lines) this.#keep(line);
  }

  /** The lines kept, oldest first, the unfinished last one among them. */
  get lines(): readonly string[] {
    return this.#unfinished === '' ? this.#lines : [...this.#lines, this.#redact(this.#unfinished)];
  }

  #keep(line: string): void {
    if (line.trim() === '') return;
    const safe = this.#redact(line).slice(0, this.#maxBytes);
    this.#lines.push(safe);
    this.#bytes += Buffer.byteLength(safe);
    while (this.#bytes > this.#maxBytes && this.#lines.length > 1) {
      this.#bytes -= Buffer.byteLength(this.#lines.shift() ?? '');
    }
    this.#onLine(safe);
  }

  #redact(line: string): string {
    return this.#secrets.reduce((text, [value, name]) => text.replaceAll(value, `[${name}]`), line);
  }
}
