import { CARRIAGE_RETURN, LINE_FEED, SPACE } from './ascii.ts';

/**
 * The same message on one line, as stdio's framing wants it: a client may post JSON over many lines.
 *
 * Only for what has been read as JSON (see `readLine`), where a line end is whitespace between tokens and never part of a string (RFC 8259 §7),
 * so a space can stand in its place and every offset stays. What is on one line already is returned itself.
 */
export function toOneLine(body: Buffer): Buffer {
  if (!holds(body, LINE_FEED) && !holds(body, CARRIAGE_RETURN)) return body;
  const line = Buffer.from(body);
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) line[at] = SPACE;
  }
  return line;
}

/** Up to this a loop is faster than the way to a native search and back. Bytes. */
const SHORT = 256;

function holds(bytes: Buffer, byte: number): boolean {
  if (bytes.length > SHORT) return bytes.includes(byte);
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === byte) return true;
  return false;
}
