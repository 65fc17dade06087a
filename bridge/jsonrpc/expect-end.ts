import { InvalidMessageError } from './invalid-message-error.ts';
import { skipSpace } from './skip-space.ts';

/** Refuses anything but whitespace from `start` on: a JSON text is one value (RFC 8259 §2). */
export function expectEnd(bytes: Buffer, start: number): void {
  const at = skipSpace(bytes, start);
  if (at < bytes.length) throw InvalidMessageError.expected('nothing after the message', bytes, at);
}
