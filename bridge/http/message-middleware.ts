import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { respondWithError } from './error-response.ts';
import { Exchange, type MessageHandler } from './exchange.ts';

/** Lets a handler have the whole response to itself. */
export function messageMiddleware(handler: MessageHandler, log: Logger): Middleware {
  return (ctx) => {
    ctx.respond = false;
    return handleMessage(handler, new Exchange(ctx.req, ctx.res), log);
  };
}

/** Runs a handler; what it throws becomes the response. */
export async function handleMessage(handler: MessageHandler, exchange: Exchange, log: Logger): Promise<void> {
  try {
    await handler(exchange);
  } catch (error) {
    respondWithError(exchange, error, log);
  }
}
