import type { Middleware } from 'koa';
import { type ErrorReport, respondWithError } from './error-response.ts';
import { Exchange, type MessageHandler } from './exchange.ts';

/** Lets a handler have the whole response to itself. */
export function messageMiddleware(handler: MessageHandler, report: ErrorReport): Middleware {
  return (ctx) => {
    ctx.respond = false;
    handleMessage(handler, new Exchange(ctx.req, ctx.res), report);
  };
}

/** Runs a handler; what it throws becomes the response. */
export function handleMessage(handler: MessageHandler, exchange: Exchange, report: ErrorReport): void {
  const fail = (error: unknown): void => respondWithError(exchange, error, report);
  try {
    handler(exchange)?.catch(fail);
  } catch (error) {
    fail(error);
  }
}
