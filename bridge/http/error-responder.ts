import type { Middleware } from 'koa';
import { type ErrorReport, respondWithError } from './error-response.ts';
import { Exchange } from './exchange.ts';

/** Answers whatever a later middleware throws. */
export function errorResponder(report: ErrorReport): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.respond = false;
      respondWithError(new Exchange(ctx.req, ctx.res), error, report);
    }
  };
}
