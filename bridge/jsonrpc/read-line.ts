import { type Envelope, readEnvelope } from './envelope.ts';
import { toOneLine } from './one-line.ts';

/**
 * Reads one message, which may stand on many lines, and puts it on one: a child's stdin and an event stream both end a
 * message at a line end. Throws as `readEnvelope` does, which has to come first: a line end within a string is no JSON.
 */
export function readLine(bytes: Buffer): Envelope {
  const envelope = readEnvelope(bytes);
  const line = toOneLine(bytes);
  return line === bytes ? envelope : { ...envelope, bytes: line };
}
