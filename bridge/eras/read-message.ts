import type { Context } from 'koa';
import type { ResponderState } from '../http/error-responder.ts';
import { readBody } from '../http/read-body.ts';
import { type Envelope, readEnvelope } from '../jsonrpc/envelope.ts';
import { toOneLine } from '../jsonrpc/one-line.ts';

/** Reads the one JSON-RPC message that is the body of a request, ready to be written to a child. */
export async function readMessage(ctx: Context & { state: ResponderState }, maxBodyBytes: number): Promise<Envelope> {
  const envelope = readEnvelope(toOneLine(await readBody(ctx.req, maxBodyBytes)));
  if (envelope.kind === 'request') ctx.state.messageId = envelope.id; // for the error, should there be one
  return envelope;
}
