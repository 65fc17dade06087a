import { COLON, QUOTE, SPACE } from './ascii.ts';
import { InvalidMessageError } from './invalid-message-error.ts';
import { skipSpace } from './skip-space.ts';
import { skipString } from './skip-string.ts';

/** Takes the offset where a member of an object begins and returns the one after its name, in quotes. */
export function skipName(bytes: Buffer, start: number): number {
  if (bytes[start] !== QUOTE) throw InvalidMessageError.expected('a name in double quotes', bytes, start);
  return skipString(bytes, start + 1);
}

/** Takes the offset after a member's name and returns the one of its value. */
export function skipColon(bytes: Buffer, start: number): number {
  const at = bytes[start] === COLON ? start : skipSpace(bytes, start);
  if (bytes[at] !== COLON) throw InvalidMessageError.expected("':'", bytes, at);
  const value = at + 1;
  return (bytes[value] as number) > SPACE ? value : skipSpace(bytes, value);
}
