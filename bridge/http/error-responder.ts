import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { BridgeError, MethodNotAllowedError } from '../errors.ts';
import type { MessageId } from '../jsonrpc/envelope.ts';
import { InvalidMessageError } from '../jsonrpc/invalid-message-error.ts';
import { errorAnswer } from '../session/error-answer.ts';
import { discardRest } from './discard-rest.ts';

/** What handlers leave for this middleware: the id to answer, once the body has been read. */
export interface ResponderState {
  messageId?: MessageId;
}

/** The only place where an error becomes a response: the status that it names, and a JSON-RPC error as the body. */
export function errorResponder(log: Logger): Middleware<ResponderState> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (ctx.req.destroyed && !ctx.req.complete) return; // the client left in the middle of its own request
      const status = statusOf(error);
      report(log, ctx, status, error);
      ctx.status = status;
      ctx.type = 'json';
      ctx.body = errorAnswer(ctx.state.messageId, error);
      if (error instanceof BridgeError && error.retryAfterSeconds !== undefined) {
        ctx.set('Retry-After', String(error.retryAfterSeconds));
      }
      if (error instanceof MethodNotAllowedError) ctx.set('Allow', error.allow.join(', '));
      if (!ctx.req.complete) discardRest(ctx.req);
    }
  };
}

/** A limit that was reached is worth a line, and no more: many requests may reach it. A stack is for a fault of ours. */
function report(log: Logger, { method, path }: Context, status: number, error: unknown): void {
  if (status < 500) return;
  if (error instanceof BridgeError) log.warn({ method, path, status, code: error.code }, error.message);
  else log.error({ err: error, method, path }, 'request failed');
}

function statusOf(error: unknown): number {
  if (error instanceof BridgeError) return error.status;
  return error instanceof InvalidMessageError ? 400 : 500;
}
