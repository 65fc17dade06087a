/** For each place within a word: the bytes before it set to 0x80, which is plain. Made of bytes, so that it fits any byte order. */
const before = new Int32Array(Uint8Array.of(0, 0, 0, 0, 0x80, 0, 0, 0, 0x80, 0x80, 0, 0, 0x80, 0x80, 0x80, 0).buffer);

/**
 * Passes over plain bytes of a string, eight at a time: all but quotes, backslashes and control characters. Returns an
 * offset at most seven bytes before the first other one, or before the end of the bytes, and never one before `start`.
 *
 * `words` is the whole memory that `bytes` is a part of.
 *
 * `(x - 0x21212121) & ~x & 0x80808080` is not zero exactly when a byte of x is below 0x21. The exclusive or with 2 swaps
 * the quote, 0x22, with the space, 0x20, and keeps what is below them there, so that one comparison finds quotes and
 * control characters; the other finds backslashes. Neither changes the highest bit of a byte.
 */
export function skipPlainWords(words: Int32Array, { byteOffset, length }: Buffer, start: number): number {
  const last = ((byteOffset + length) >>> 2) - 1;
  let at = (byteOffset + start) >>> 2;
  let first = (words[at] as number) | (before[(byteOffset + start) & 3] as number);
  while (at < last) {
    const second = words[at + 1] as number;
    const a = ((first ^ 0x02020202) - 0x21212121) | ((first ^ 0x5c5c5c5c) - 0x01010101);
    const b = ((second ^ 0x02020202) - 0x21212121) | ((second ^ 0x5c5c5c5c) - 0x01010101);
    if (((a & ~first) | (b & ~second)) & 0x80808080) break;
    at += 2;
    first = words[at] as number;
  }
  return Math.max(at * 4 - byteOffset, start);
}
