import { CLOSE_BRACKET, COMMA, OPEN_BRACKET } from './ascii.ts';
import { expectEnd } from './expect-end.ts';
import { InvalidMessageError } from './invalid-message-error.ts';
import { skipSpace } from './skip-space.ts';
import { skipValue } from './skip-value.ts';

/** Whether the bytes begin an array, which JSON-RPC 2.0 §6 calls a batch. The rest is not looked at. */
export function isBatch(bytes: Buffer): boolean {
  return bytes[skipSpace(bytes, 0)] === OPEN_BRACKET;
}

/**
 * Goes through the messages of a batch, as slices of its bytes in the order they are written; each is JSON and has yet to
 * be read by itself. What is no JSON is found when its turn comes.
 * Only protocol version 2025-03-26 has batches, and many children drop them, so each message goes its own way.
 */
export function* splitBatch(bytes: Buffer): Generator<Buffer> {
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_BRACKET) throw InvalidMessageError.expected("'['", bytes, at);
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === CLOSE_BRACKET) {
    expectEnd(bytes, at + 1);
    throw new InvalidMessageError('INVALID_REQUEST', 'the batch is empty', at);
  }
  for (;;) {
    const end = skipValue(bytes, at);
    yield bytes.subarray(at, end);
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_BRACKET) break;
    if (bytes[at] !== COMMA) throw InvalidMessageError.expected("',' or ']'", bytes, at);
    at = skipSpace(bytes, at + 1);
  }
  expectEnd(bytes, at + 1);
}
