import {
  ClientRequestSchema,
  type JSONRPCMessage,
  JSONRPCRequestSchema,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import type { ZodError } from 'zod';
import { problemsOf } from '../arguments.ts';
import { ProtocolError } from '../protocol-error.ts';

/** The answer to a message that is not handed on. `null` stands for an id that cannot be told (JSON-RPC 2.0 §5). */
interface Refusal {
  readonly jsonrpc: '2.0';
  readonly id: RequestId | null;
  readonly error: Pick<ProtocolError, 'code' | 'message' | 'data'>;
}

/** What one line held, sorted. */
export interface Incoming {
  /** Whether the answers belong into one array. */
  readonly isBatch: boolean;
  /** What the SDK takes, or drops without a sender that waits for it. */
  readonly messages: readonly JSONRPCMessage[];
  readonly refusals: readonly Refusal[];
}

type Message = Readonly<Record<string, unknown>>;

/**
 * Sorts the JSON of one line: a message, or a batch of them. The schemas that decide are the SDK's own, because it drops
 * a request that does not fit them, and its sender would wait for ever.
 */
export function sortIncoming(value: unknown): Incoming {
  const isBatch = Array.isArray(value);
  if (isBatch && value.length === 0) {
    return { isBatch: false, messages: [], refusals: [refuse(undefined, invalidRequest('a batch must not be empty'))] };
  }
  const messages: JSONRPCMessage[] = [];
  const refusals: Refusal[] = [];
  for (const element of isBatch ? value : [value]) {
    const message = isObject(element) ? withKnownMembers(element) : undefined;
    const refusal = refusalOf(message, isBatch);
    if (refusal === undefined) messages.push(message as unknown as JSONRPCMessage);
    else refusals.push(refusal);
  }
  return { isBatch, messages, refusals };
}

/** Members that JSON-RPC does not know are no reason for the SDK to drop a message. */
function withKnownMembers(message: Message): Message {
  const known = ['jsonrpc', 'id', ...('method' in message ? ['method', 'params'] : ['result', 'error'])];
  return Object.fromEntries(Object.entries(message).filter(([name]) => known.includes(name)));
}

function refusalOf(message: Message | undefined, isBatch: boolean): Refusal | undefined {
  if (message === undefined) return refuse(undefined, invalidRequest('a message must be an object'));
  const { id, method } = message;
  const isNotification = typeof method === 'string' && !('id' in message);
  if (isNotification || 'result' in message || 'error' in message) return undefined;
  const error = isBatch && method === 'initialize' ? initializeInBatch() : problemOf(message);
  return error && refuse(id, error);
}

/** MCP 2025-03-26, "Lifecycle", initialization. */
function initializeInBatch(): ProtocolError {
  return invalidRequest('initialize must not be part of a batch');
}

function problemOf(message: Message): ProtocolError | undefined {
  const request = JSONRPCRequestSchema.safeParse(message);
  if (!request.success) return invalidRequest(problemsIn(request.error, message));
  const { method } = request.data;
  const schema = ClientRequestSchema.options.find(({ shape }) => shape.method.value === method);
  const { error } = schema?.safeParse(message) ?? {};
  if (error === undefined) return undefined;
  return new ProtocolError('invalidParams', `Invalid parameters for ${method}: ${problemsIn(error, message)}.`, {
    code: 'INVALID_ARGUMENTS',
  });
}

function problemsIn({ issues }: ZodError, message: Message): string {
  return issues.flatMap((issue) => problemsOf(issue, [], message)).join(', and ');
}

function invalidRequest(problem: string): ProtocolError {
  return new ProtocolError('invalidRequest', `Invalid request: ${problem}.`, { code: 'INVALID_REQUEST' });
}

function refuse(id: unknown, { code, message, data }: ProtocolError): Refusal {
  const answerable = typeof id === 'string' || typeof id === 'number';
  return { jsonrpc: '2.0', id: answerable ? id : null, error: { code, message, data } };
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
