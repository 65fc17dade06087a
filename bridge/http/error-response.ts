import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ErrorCounts } from '../error-counts.ts';
import { BridgeError, MethodNotAllowedError } from '../errors.ts';
import { InvalidMessageError } from '../jsonrpc/invalid-message-error.ts';
import { errorAnswer } from '../session/error-answer.ts';
import { discardRest } from './discard-rest.ts';
import { encodeRetry } from './event-encoder.ts';
import { type Exchange, pathOf } from './exchange.ts';

/** Where errors are told: in the log, and in what `/health` counts. */
export interface ErrorReport {
  readonly log: Logger;
  readonly errors: ErrorCounts;
}

/** The only place where an error becomes a response: the status that it names, and a JSON-RPC error as the body. */
export function respondWithError(exchange: Exchange, error: unknown, { log, errors }: ErrorReport): void {
  const { request, response } = exchange;
  if (request.destroyed && !request.complete) return; // the client left in the middle of its own request
  const status = statusOf(error);
  errors.note(error);
  report(log, exchange, status, error);
  if (response.headersSent) {
    response.destroy(); // too late for another answer
    return;
  }
  if (status === 503 && isEventSourceBack(exchange)) {
    endEmptyStream(response, error);
    return;
  }
  const body = errorAnswer(exchange.messageId, error);
  response.writeHead(status, {
    ...headersOf(error),
    'Content-Type': 'application/json',
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  if (!request.complete) discardRest(request);
}

/** Whether this is an EventSource that lost its stream. It takes any status but 200 for final (HTML, Server-sent events, 9.2.3). */
function isEventSourceBack(exchange: Exchange): boolean {
  const { request } = exchange;
  return request.method === 'GET' && pathOf(request).endsWith('/sse') && exchange.header('last-event-id') !== '';
}

/** A stream that ends before it has begun: its client comes back in a moment. */
function endEmptyStream(response: ServerResponse, error: unknown): void {
  const seconds = (error instanceof BridgeError && error.retryAfterSeconds) || 1;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'close' });
  response.end(encodeRetry(seconds * 1000));
}

/** A limit that was reached is worth a line, and no more: many requests may reach it. A stack is for a fault of ours. */
function report(log: Logger, { request }: Exchange, status: number, error: unknown): void {
  if (status < 500) return;
  const { method } = request;
  const path = pathOf(request); // the query is left out: it holds session ids
  if (error instanceof BridgeError) log.warn({ method, path, status, code: error.code }, error.message);
  else log.error({ err: error, method, path }, 'request failed');
}

function statusOf(error: unknown): number {
  if (error instanceof BridgeError) return error.status;
  return error instanceof InvalidMessageError ? 400 : 500;
}

function headersOf(error: unknown): Record<string, string> {
  return {
    ...(error instanceof BridgeError &&
      error.retryAfterSeconds !== undefined && { 'Retry-After': String(error.retryAfterSeconds) }),
    ...(error instanceof MethodNotAllowedError && { Allow: error.allow.join(', ') }),
  };
}
