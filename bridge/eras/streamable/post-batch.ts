import type { Context } from 'koa';
import { splitBatch } from '../../jsonrpc/batch.ts';
import { type Envelope, readEnvelope } from '../../jsonrpc/envelope.ts';
import { InvalidMessageError } from '../../jsonrpc/invalid-message-error.ts';
import { toOneLine } from '../../jsonrpc/one-line.ts';
import { errorAnswer } from '../../session/error-answer.ts';
import { BatchAnswer } from './batch-answer.ts';
import { acceptedForms, SESSION_ID_HEADER, type StreamableEra, sessionOf } from './streamable-era.ts';

/**
 * `POST /mcp` with an array of messages, which 2025-03-26 allows. Servers over stdio drop arrays, so each message goes
 * its own way, in order; one that is refused is answered with its error and stops no other.
 */
export async function postBatch(ctx: Context, era: StreamableEra, body: Buffer): Promise<void> {
  const messages = splitBatch(toOneLine(body)).map(readEnvelope);
  const requests = messages.filter(({ kind }) => kind === 'request').length;
  if (messages.some(opensSession)) {
    throw new InvalidMessageError('INVALID_REQUEST', 'initialize must not be part of a batch');
  }
  const session = sessionOf(ctx, era.sessions);
  if (requests === 0) {
    for (const message of messages) await session.receive(message);
    ctx.body = null; // first: it sets 204
    ctx.status = 202;
    return;
  }
  const options = { ...era.options, accepts: acceptedForms(ctx), headers: { [SESSION_ID_HEADER]: session.id } };
  ctx.respond = false; // the answers are the session's to give
  const answer = new BatchAnswer(ctx.res, options, requests);
  for (const message of messages) {
    if (message.kind !== 'request')
      await session.receive(message).catch(() => {}); // nobody waits for an answer to it
    else await session.receive(message, answer).catch((error) => answer.answer(errorAnswer(message.id, error)));
  }
}

function opensSession(message: Envelope): boolean {
  return message.kind === 'request' && message.method === 'initialize';
}
