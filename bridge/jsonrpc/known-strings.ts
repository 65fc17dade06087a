interface Known<Text> {
  readonly text: Text;
  readonly bytes: Buffer;
}

/** Finds strings of a fixed list in bytes without building them: of the names and methods of messages few are in use. */
export class KnownStrings<Text extends string> {
  /** Characters of the longest. */
  readonly longest: number;
  /** The index is the length. */
  readonly #byLength: readonly (readonly Known<Text>[])[];

  /** `texts` are of ASCII characters. */
  constructor(texts: readonly Text[]) {
    this.longest = Math.max(...texts.map((text) => text.length));
    this.#byLength = Array.from({ length: this.longest + 1 }, (_, length) =>
      texts.filter((text) => text.length === length).map((text) => ({ text, bytes: Buffer.from(text) })),
    );
  }

  /** The string that stands from `start` to `end`, byte for byte; undefined where it is none of the list. */
  find(bytes: Buffer, start: number, end: number): Text | undefined {
    const length = end - start;
    if (length > this.longest) return undefined;
    for (const known of this.#byLength[length] ?? []) if (isAt(bytes, end, known.bytes)) return known.text;
    return undefined;
  }
}

/** Compares from the end: many begin alike, `tools/list` and `tools/call`. */
function isAt(bytes: Buffer, end: number, wanted: Buffer): boolean {
  for (let at = end - 1, index = wanted.length - 1; index >= 0; at--, index--) {
    if (bytes[at] !== wanted[index]) return false;
  }
  return true;
}
