import { LOWER_N, OPEN_BRACE } from './ascii.ts';
import { isBatch } from './batch.ts';
import { expectEnd } from './expect-end.ts';
import { InvalidMessageError } from './invalid-message-error.ts';
import { KnownStrings } from './known-strings.ts';
import { MemberCursor } from './member-cursor.ts';
import { type MessageId, readMessageId } from './message-id.ts';
import type { Range } from './range.ts';
import { readMethod } from './read-method.ts';
import { isString } from './read-string.ts';
import { skipSpace } from './skip-space.ts';
import { skipValue } from './skip-value.ts';

export type { MessageId } from './message-id.ts';
export type { Range } from './range.ts';

export interface RequestEnvelope {
  readonly kind: 'request';
  readonly bytes: Buffer;
  readonly id: MessageId;
  readonly method: string;
  readonly params: Range | undefined;
}

export interface NotificationEnvelope {
  readonly kind: 'notification';
  readonly bytes: Buffer;
  readonly method: string;
  readonly params: Range | undefined;
}

export interface ResponseEnvelope {
  readonly kind: 'response';
  readonly bytes: Buffer;
  /** Undefined for `"id":null`, with which a peer answers what it could not read. MCP lets an error leave it out, too. */
  readonly id: MessageId | undefined;
  readonly isError: boolean;
  /** The value of `result`, or that of `error`. */
  readonly result: Range | undefined;
}

/** What the bridge must know of a message to carry it, beside its bytes. */
export type Envelope = RequestEnvelope | NotificationEnvelope | ResponseEnvelope;

const memberNames = new KnownStrings(['jsonrpc', 'id', 'method', 'params', 'result', 'error']);
interface Members {
  jsonrpc: Range | undefined;
  id: Range | undefined;
  method: Range | undefined;
  params: Range | undefined;
  result: Range | undefined;
  error: Range | undefined;
}

/**
 * Reads the envelope of one JSON-RPC 2.0 message and builds nothing of its contents.
 *
 * The whole text is checked: what JSON.parse refuses is a `PARSE_ERROR`, so that no half message travels on. What it
 * accepts but JSON-RPC 2.0 §4 and §5 do not is an `INVALID_REQUEST`. UTF-8 is not checked: the HTTP door does that for
 * clients, and what a child prints is passed on as it is. `params`, `result` and `error` may be of any type, and members
 * that JSON-RPC does not know are left alone.
 */
export function readEnvelope(bytes: Buffer): Envelope {
  const members = readMembers(bytes);
  if (members.jsonrpc === undefined) throw invalid('"jsonrpc" is missing');
  if (!isString(bytes, members.jsonrpc, '2.0')) throw invalid('"jsonrpc" is not "2.0"', members.jsonrpc);
  return members.method === undefined ? readResponse(bytes, members) : readCall(bytes, members, members.method);
}

function readMembers(bytes: Buffer): Members {
  const start = skipSpace(bytes, 0);
  if (bytes[start] !== OPEN_BRACE) {
    expectEnd(bytes, skipValue(bytes, start));
    throw isBatch(bytes)
      ? invalid('batches are not accepted here, send each message by itself')
      : invalid('it is not an object');
  }
  const found: Members = {
    jsonrpc: undefined,
    id: undefined,
    method: undefined,
    params: undefined,
    result: undefined,
    error: undefined,
  };
  const members = new MemberCursor(bytes, start);
  while (members.next()) {
    const name = members.nameIn(memberNames);
    if (name !== undefined) found[name] = members.value;
  }
  expectEnd(bytes, members.end);
  return found;
}

/** A request or, without an id, a notification: JSON-RPC 2.0 §4. */
function readCall(bytes: Buffer, { id, params, result, error }: Members, method: Range): Envelope {
  const name = readMethod(bytes, method);
  if (name === undefined) throw invalid('"method" is not a string', method);
  // One peer might take it for a call and the other for an answer.
  const answer = result ?? error;
  if (answer !== undefined) throw invalid('it has a "method" and a "result" or "error"', answer);
  if (id === undefined) return { kind: 'notification', bytes, method: name, params };
  const messageId = readMessageId(bytes, id);
  if (messageId === undefined) throw invalid('"id" is neither a string nor a number', id);
  return { kind: 'request', bytes, id: messageId, method: name, params };
}

/** JSON-RPC 2.0 §5. MCP's schema (since 2025-11-25) has an error's id optional, so a missing one counts as null there. */
function readResponse(bytes: Buffer, { id, result, error }: Members): ResponseEnvelope {
  const answer = error ?? result;
  if (answer === undefined) throw invalid('it has none of "method", "result" and "error"');
  if (result !== undefined && error !== undefined) throw invalid('it has a "result" and an "error"', error);
  const isError = error !== undefined;
  if (id === undefined && !isError) throw invalid('it has a "result" but no "id"', answer);
  const messageId = id && readMessageId(bytes, id);
  if (id && !messageId && bytes[id.start] !== LOWER_N) throw invalid('"id" is no string, number or null', id);
  return { kind: 'response', bytes, id: messageId, isError, result: answer };
}

function invalid(problem: string, at?: Range): InvalidMessageError {
  return new InvalidMessageError('INVALID_REQUEST', problem, at?.start);
}
