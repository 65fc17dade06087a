import type { Context } from 'koa';
import { BatchTooLargeError } from '../../errors.ts';
import { splitBatch } from '../../jsonrpc/batch.ts';
import type { Envelope } from '../../jsonrpc/envelope.ts';
import { InvalidMessageError } from '../../jsonrpc/invalid-message-error.ts';
import { readLine } from '../../jsonrpc/read-line.ts';
import { errorAnswer } from '../../session/error-answer.ts';
import type { Session } from '../../session/session.ts';
import { BatchAnswer } from './batch-answer.ts';
import { acceptedForms, SESSION_ID_HEADER, type StreamableEra, sessionOf } from './streamable-era.ts';

/** A message of a batch, or why it is none. */
type BatchItem = Envelope | InvalidMessageError;

/**
 * `POST /mcp` with an array of messages, which 2025-03-26 allows. Many servers over stdio drop arrays, so each message goes
 * its own way, in order. One that is refused stops no other: it is answered with its error among the other answers, with
 * id null where it is no message at all (JSON-RPC 2.0 §6). Refused as a whole is only what is no JSON, too long, or has
 * an `initialize` in it.
 */
export async function postBatch(ctx: Context, era: StreamableEra, body: Buffer): Promise<void> {
  const items = readBatch(body, era.options.maxPendingRequests);
  if (items.some(opensSession)) {
    throw new InvalidMessageError('INVALID_REQUEST', 'initialize must not be part of a batch');
  }
  const session = sessionOf(ctx, era.sessions);
  const answers = items.filter(isAnswered).length;
  if (answers === 0) {
    const [refusal] = await receiveAll(session, items);
    if (refusal !== undefined) throw refusal;
    ctx.body = null; // first: it sets 204
    ctx.status = 202;
    return;
  }
  const options = { ...era.options, accepts: acceptedForms(ctx), headers: { [SESSION_ID_HEADER]: session.id } };
  ctx.respond = false; // the answers are the session's to give
  await receiveAll(session, items, new BatchAnswer(ctx.res, options, answers));
}

/** Stops at the limit: what a batch costs in objects may be a multiple of its bytes. */
function readBatch(body: Buffer, maxMessages: number): BatchItem[] {
  const items: BatchItem[] = [];
  for (const bytes of splitBatch(body)) {
    if (items.length >= maxMessages) throw new BatchTooLargeError(maxMessages);
    items.push(readItem(bytes));
  }
  return items;
}

function readItem(bytes: Buffer): BatchItem {
  try {
    return readLine(bytes);
  } catch (error) {
    if (error instanceof InvalidMessageError) return error;
    throw error;
  }
}

/** Resolves to the refusals of messages that ask for no answer. */
async function receiveAll(session: Session, items: readonly BatchItem[], answer?: BatchAnswer): Promise<unknown[]> {
  const refusals: unknown[] = [];
  for (const item of items) {
    if (item instanceof InvalidMessageError) answer?.answer(errorAnswer(undefined, item));
    else if (item.kind !== 'request') await session.receive(item).catch((error) => refusals.push(error));
    else await session.receive(item, answer).catch((error) => answer?.answer(errorAnswer(item.id, error)));
  }
  return refusals;
}

function isAnswered(item: BatchItem): boolean {
  return item instanceof InvalidMessageError || item.kind === 'request';
}

function opensSession(item: BatchItem): boolean {
  return !(item instanceof InvalidMessageError) && item.kind === 'request' && item.method === 'initialize';
}
