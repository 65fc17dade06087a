import { QUOTE } from './ascii.ts';
import type { Range } from './range.ts';

/** The string at `range`, its escapes decoded; undefined when another value stands there. */
export function readString(bytes: Buffer, { start, end }: Range): string | undefined {
  if (bytes[start] !== QUOTE) return undefined;
  const inner = bytes.toString('utf8', start + 1, end - 1);
  return inner.includes('\\') ? JSON.parse(`"${inner}"`) : inner;
}

/** Whether the value at `range` is this string, of ASCII characters. Builds nothing when it is spelled without escapes. */
export function isString(bytes: Buffer, range: Range, text: string): boolean {
  if (range.end - range.start !== text.length + 2) return readString(bytes, range) === text;
  if (bytes[range.start] !== QUOTE) return false;
  for (let index = 0; index < text.length; index++) {
    if (bytes[range.start + 1 + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
