import { BACKSLASH, LOWER_U, QUOTE } from './ascii.ts';
import { InvalidMessageError } from './invalid-message-error.ts';
import { skipPlainWords } from './skip-plain-words.ts';

/** After so many plain bytes in a row more are expected, and read four at a time. Sooner, setting that up costs more. */
const FIRST_RUN_BYTES = 24;
/** The same where that is set up already: between the escapes of a text. */
const NEXT_RUN_BYTES = 12;

/** All but quote, backslash and control characters: RFC 8259 §7, bytes of longer UTF-8 characters included. */
const isPlain = new Uint8Array(256).fill(1, 0x20);
isPlain[QUOTE] = 0;
isPlain[BACKSLASH] = 0;

const isShortEscape = tableOf('"\\/bfnrt');
const isHexDigit = tableOf('0123456789abcdefABCDEF');

/**
 * Takes the offset after a string's opening quote and returns the one after its closing quote.
 *
 * Refuses control characters and unknown escapes, as JSON.parse does, and as it does takes unpaired surrogates.
 * UTF-8 is not checked: a broken sequence decodes to U+FFFD, which may stand in a string.
 */
export function skipString(bytes: Buffer, start: number): number {
  const { length } = bytes;
  let words: Int32Array | undefined;
  let run = FIRST_RUN_BYTES;
  let at = start;
  for (;;) {
    const pause = Math.min(at + run, length);
    while (at < pause && isPlain[bytes[at] as number] === 1) at++;
    if (at < pause) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte !== BACKSLASH) {
        throw InvalidMessageError.expected('an escape instead of a raw control character', bytes, at);
      }
      at = at + 1 < length && isShortEscape[bytes[at + 1] as number] === 1 ? at + 2 : skipUnicodeEscape(bytes, at + 1);
    } else if (at < length) {
      words ??= new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >>> 2);
      run = NEXT_RUN_BYTES;
      at = skipPlainWords(words, bytes, at);
    } else {
      throw InvalidMessageError.expected('a closing quote', bytes, at);
    }
  }
}

/** Takes the offset after a backslash, where none of the escapes of one letter stands. */
function skipUnicodeEscape(bytes: Buffer, start: number): number {
  if (bytes[start] !== LOWER_U) throw InvalidMessageError.expected('a known escape after the backslash', bytes, start);
  const end = start + 5;
  for (let at = start + 1; at < end; at++) {
    if (at >= bytes.length || isHexDigit[bytes[at] as number] !== 1) {
      throw InvalidMessageError.expected('four hexadecimal digits after \\u', bytes, at);
    }
  }
  return end;
}

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) table[byte] = 1;
  return table;
}
