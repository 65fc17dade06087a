import { CARRIAGE_RETURN, LINE_FEED, SPACE, TAB } from './ascii.ts';

/** Returns the offset of the first byte from `start` on that is no whitespace: space, tab, LF, CR (RFC 8259 §2). */
export function skipSpace(bytes: Buffer, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === SPACE) continue;
    if (byte > SPACE || (byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== TAB)) break;
  }
  return at;
}
