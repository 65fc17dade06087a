import Router from '@koa/router';
import type { Middleware } from 'koa';
import { MethodNotAllowedError, NotFoundError } from '../errors.ts';
import type { Method } from './routes.ts';

export type Route = readonly [method: Method, path: string, handler: Middleware];

/** Throws `MethodNotAllowedError` for a known path and `NotFoundError` for any other. */
export function router(table: readonly Route[]): Middleware {
  const koaRouter = new Router();
  const methodsOf = new Map<string, Method[]>();
  for (const [method, path, handler] of table) {
    // The router takes HEAD for GET, and a HEAD must not open a session.
    koaRouter.register(path, [method], (ctx, next) => (ctx.method === method ? handler(ctx, next) : next()));
    methodsOf.set(path, [...(methodsOf.get(path) ?? []), method]);
  }
  for (const [path, methods] of methodsOf) {
    koaRouter.all(path, (ctx) => {
      throw new MethodNotAllowedError(methods, `${ctx.method} is not served at ${path}.`);
    });
  }
  const routes = koaRouter.routes() as Middleware;
  return (ctx) =>
    routes(ctx, () => {
      throw new NotFoundError([...methodsOf.keys()]);
    });
}
