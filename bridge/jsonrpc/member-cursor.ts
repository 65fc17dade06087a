import { BACKSLASH, CLOSE_BRACE, COMMA, OPEN_BRACE } from './ascii.ts';
import { InvalidMessageError } from './invalid-message-error.ts';
import type { KnownStrings } from './known-strings.ts';
import type { Range } from './range.ts';
import { readString } from './read-string.ts';
import { skipColon, skipName } from './skip-name.ts';
import { skipSpace } from './skip-space.ts';
import { skipValue } from './skip-value.ts';

/** Most bytes one character of a name may take: `\u0069`. */
const ESCAPED_BYTES = 6;

/** Goes through the members of one object in the order they are written, duplicates included, and checks its JSON. */
export class MemberCursor {
  readonly #bytes: Buffer;
  #nameStart = 0;
  #nameEnd = 0;
  #valueStart = 0;
  #at: number;
  #isFirst = true;

  /** `start` is the offset of the opening brace. */
  constructor(bytes: Buffer, start: number) {
    if (bytes[start] !== OPEN_BRACE) throw InvalidMessageError.expected("'{'", bytes, start);
    this.#bytes = bytes;
    this.#at = start + 1;
  }

  /** Goes on to the next member; false when there is none, and `end` is then the end of the object. */
  next(): boolean {
    const bytes = this.#bytes;
    let at = skipSpace(bytes, this.#at);
    if (bytes[at] === CLOSE_BRACE) {
      this.#at = at + 1;
      return false;
    }
    if (!this.#isFirst) {
      if (bytes[at] !== COMMA) throw InvalidMessageError.expected("',' or '}'", bytes, at);
      at = skipSpace(bytes, at + 1);
    }
    this.#isFirst = false;
    this.#nameStart = at + 1;
    at = skipName(bytes, at);
    this.#nameEnd = at - 1;
    this.#valueStart = skipColon(bytes, at);
    this.#at = skipValue(bytes, this.#valueStart);
    return true;
  }

  get end(): number {
    return this.#at;
  }

  get value(): Range {
    return { start: this.#valueStart, end: this.#at };
  }

  /** Whether the member has this name, however it is spelled: `"id"` and `"\u0069d"` are the same (RFC 8259 §8.3). */
  isNamed(name: string): boolean {
    const start = this.#nameStart;
    const length = this.#nameEnd - start;
    if (length < name.length || length > name.length * ESCAPED_BYTES) return false;
    if (length > name.length) return !this.#isPlain() && this.#decodedName() === name;
    for (let index = 0; index < length; index++) {
      if (this.#bytes[start + index] !== name.charCodeAt(index)) return false;
    }
    return true;
  }

  /** The name, where it is one of `known`, however it is spelled. */
  nameIn<Name extends string>(known: KnownStrings<Name>): Name | undefined {
    const length = this.#nameEnd - this.#nameStart;
    if (length > known.longest * ESCAPED_BYTES) return undefined;
    const name = known.find(this.#bytes, this.#nameStart, this.#nameEnd);
    if (name !== undefined || this.#isPlain()) return name;
    const decoded = Buffer.from(this.#decodedName() ?? '');
    return known.find(decoded, 0, decoded.length);
  }

  /** Whether each character of the name is one byte, as it stands. */
  #isPlain(): boolean {
    for (let at = this.#nameStart; at < this.#nameEnd; at++) {
      const byte = this.#bytes[at] as number;
      if (byte === BACKSLASH || byte > 0x7f) return false;
    }
    return true;
  }

  #decodedName(): string | undefined {
    return readString(this.#bytes, { start: this.#nameStart - 1, end: this.#nameEnd + 1 });
  }
}
