import { BatchTooLargeError } from '../../errors.ts';
import { acceptedForms } from '../../http/accepted-forms.ts';
import type { Exchange } from '../../http/exchange.ts';
import { splitBatch } from '../../jsonrpc/batch.ts';
import type { Envelope } from '../../jsonrpc/envelope.ts';
import { InvalidMessageError } from '../../jsonrpc/invalid-message-error.ts';
import { readLine } from '../../jsonrpc/read-line.ts';
import type { Session } from '../../session/session.ts';
import { BatchAnswer } from './batch-answer.ts';
import { type StreamableEra, sessionOf } from './streamable-era.ts';

/** A message of a batch, or why it is none. */
type BatchItem = Envelope | InvalidMessageError;

/**
 * `POST /mcp` with an array of messages, which 2025-03-26 allows. Many servers over stdio drop arrays, so each message goes
 * its own way, in order. One that is refused stops no other: it is answered with its error among the other answers, with
 * id null where it is no message at all (JSON-RPC 2.0 §6). Refused as a whole is only what is no JSON, too long, or has
 * an `initialize` in it.
 */
export async function postBatch(exchange: Exchange, era: StreamableEra, body: Buffer): Promise<void> {
  const items = readBatch(body, era.options.maxPendingRequests);
  if (items.some(opensSession)) {
    throw new InvalidMessageError('INVALID_REQUEST', 'initialize must not be part of a batch');
  }
  const session = sessionOf(exchange, era.sessions);
  const answers = items.filter(isAnswered).length;
  if (answers > 0) {
    const accepts = acceptedForms(exchange);
    const answer = new BatchAnswer(exchange, session, accepts, era, answers);
    await receiveAll(session, items, exchange.isRetried, answer);
    answer.begin();
    return;
  }
  const [refusal] = await receiveAll(session, items, exchange.isRetried);
  if (refusal !== undefined) throw refusal;
  await session.written();
  exchange.response.writeHead(202).end();
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
async function receiveAll(
  session: Session,
  items: readonly BatchItem[],
  isRetried: boolean,
  answer?: BatchAnswer,
): Promise<unknown[]> {
  const refusals: unknown[] = [];
  for (const item of items) {
    try {
      if (item instanceof InvalidMessageError) throw item;
      if (!session.receive(item, answer, isRetried)) await session.drained();
    } catch (error) {
      if (isAnswered(item)) answer?.refuse('id' in item ? item.id : undefined, error);
      else refusals.push(error);
    }
  }
  return refusals;
}

function isAnswered(item: BatchItem): boolean {
  return item instanceof InvalidMessageError || item.kind === 'request';
}

function opensSession(item: BatchItem): boolean {
  return !(item instanceof InvalidMessageError) && item.kind === 'request' && item.method === 'initialize';
}
