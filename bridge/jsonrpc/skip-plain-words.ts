/** For each place within a word: the bytes before it set to 0x80, which is plain. Made of bytes, so that it fits any byte order. */
const before = new Int32Array(Uint8Array.of(0, 0, 0, 0, 0x80, 0, 0, 0, 0x80, 0x80, 0, 0, 0x80, 0x80, 0x80, 0).buffer);

/**
 * Passes over plain bytes of a string, four at a time: all but quotes, backslashes and control characters. Returns an
 * offset at most three bytes before the first other one, or before the end of the bytes, and never one before `start`.
 *
 * `words` is the whole memory that `bytes` is a part of.
 *
 * `(x - 0x21212121) & ~x & 0x80808080` is not zero exactly when a byte of x is below 0x21. The exclusive or with 2 swaps
 * the quote, 0x22, with the space, 0x20, and keeps what is below them there, so that one comparison finds quotes and
 * control characters; the other finds backslashes.
 */
export function skipPlainWords(words: Int32Array, { byteOffset, length }: Buffer, start: number): number {
  const end = (byteOffset + length) >>> 2;
  let at = (byteOffset + start) >>> 2;
  let known = before[(byteOffset + start) & 3] as number;
  for (; at < end; at++) {
    const word = (words[at] as number) | known;
    const x = word ^ 0x02020202;
    const y = word ^ 0x5c5c5c5c;
    if ((((x - 0x21212121) & ~x) | ((y - 0x01010101) & ~y)) & 0x80808080) break;
    known = 0;
  }
  return Math.max(at * 4 - byteOffset, start);
}
