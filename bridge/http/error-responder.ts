import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { BridgeError, MethodNotAllowedError } from '../errors.ts';
import type { MessageId } from '../jsonrpc/envelope.ts';
import { InvalidMessageError } from '../jsonrpc/invalid-message-error.ts';
import { errorAnswer } from '../session/error-answer.ts';

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
      if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed');
      ctx.status = status;
      ctx.type = 'json';
      ctx.body = errorAnswer(ctx.state.messageId, error);
      if (error instanceof BridgeError && error.retryAfterSeconds !== undefined) {
        ctx.set('Retry-After', String(error.retryAfterSeconds));
      }
      if (error instanceof MethodNotAllowedError) ctx.set('Allow', error.allow.join(', '));
      if (!ctx.req.complete) ctx.set('Connection', 'close'); // the rest of its body would be read as the next request
    }
  };
}

function statusOf(error: unknown): number {
  if (error instanceof BridgeError) return error.status;
  return error instanceof InvalidMessageError ? 400 : 500;
}
