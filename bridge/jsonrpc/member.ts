import { OPEN_BRACE } from './ascii.ts';
import { MemberCursor } from './member-cursor.ts';
import type { Range } from './range.ts';

/**
 * Where the value of a member stands; undefined when the value at `object` has no such member or is no object.
 * Of members with the same name the last one counts, as in JSON.parse. The range is one that `readEnvelope` or this
 * function returned, so that what it holds is known to be JSON.
 */
export function memberOf(bytes: Buffer, object: Range, name: string): Range | undefined {
  if (bytes[object.start] !== OPEN_BRACE) return undefined;
  const members = new MemberCursor(bytes, object.start);
  let found: Range | undefined;
  while (members.next()) if (members.isNamed(name)) found = members.value;
  return found;
}

/** Builds the value that stands at `range`. */
export function readValue(bytes: Buffer, range: Range): unknown {
  return JSON.parse(bytes.toString('utf8', range.start, range.end));
}
