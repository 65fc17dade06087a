import { QUOTE } from './ascii.ts';
import type { Range } from './range.ts';

/** The string at `range`, its escapes decoded; undefined when another value stands there. */
export function readString(bytes: Buffer, { start, end }: Range): string | undefined {
  if (bytes[start] !== QUOTE) return undefined;
  const inner = bytes.toString('utf8', start + 1, end - 1);
  return inner.includes('\\') ? JSON.parse(`"${inner}"`) : inner;
}
