import type { Exchange } from '../http/exchange.ts';
import type { Envelope } from '../jsonrpc/envelope.ts';
import { readLine } from '../jsonrpc/read-line.ts';

/** The one JSON-RPC message that is the body of a request, ready to be written to a child. */
export function readMessage(exchange: Exchange, body: Buffer): Envelope {
  const envelope = readLine(body);
  if (envelope.kind === 'request') exchange.messageId = envelope.id; // for the error, should there be one
  return envelope;
}
