import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { respondWithError } from './error-response.ts';
import { Exchange, type MessageHandler } from './exchange.ts';

/** Lets a handler have the whole response to itself. */
export function messageMiddleware(handler: MessageHandler, log: Logger): Middleware {
  return (ctx) => {
    ctx.respond = false;
    handleMessage(handler, new Exchange(ctx.req, ctx.res), log);
  };
}

/** Runs a handler; what it throws becomes the response. */
export function handleMessage(handler: MessageHandler, exchange: Exchange, log: Logger): void {
  const fail = (error: unknown): void => respondWithError(exchange, error, log);
  try {
    handler(exchange)?.catch(fail);
  } catch (error) {
    fail(error);
  }
}
