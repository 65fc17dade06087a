import Router from '@koa/router';
import type { Middleware } from 'koa';
import * as sse from '../eras/sse/index.ts';
import * as streamable from '../eras/streamable/index.ts';
import { MethodNotAllowedError, NotFoundError } from '../errors.ts';
import type { BridgeState } from '../health/bridge-state.ts';
import type { ServiceHealth } from '../health/service-health.ts';
import type { BridgeOptions } from '../options.ts';
import type { Sessions } from '../session/sessions.ts';
import { health } from './health.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'DELETE';
type Route = readonly [method: Method, path: string, handler: Middleware];

export interface RouteParts {
  readonly sessions: Sessions;
  readonly services: ServiceHealth;
  readonly state: () => BridgeState;
  readonly options: BridgeOptions;
}

/** Method and path → handler, one line each. */
function routeTable({ sessions, services, state, options }: RouteParts): readonly Route[] {
  const era = { sessions, options };
  const sseRoutes: readonly Route[] = [
    ['GET', '/sse', sse.openStream(era)],
    ['POST', '/messages', sse.postMessage(era)],
  ];
  const streamableRoutes: readonly Route[] = [
    ['POST', '/mcp', streamable.postMessage(era)],
    ['POST', '/sse', streamable.postMessage(era)], // one URL serves a client whichever transport it tries first
    ['GET', '/mcp', streamable.openStream(era)],
    ['DELETE', '/mcp', streamable.endSession(era)],
  ];
  return [
    ...(options.eras.includes('sse') ? sseRoutes : []),
    ...(options.eras.includes('streamable') ? streamableRoutes : []),
    ['GET', '/health', health(services, state)],
    ['HEAD', '/health', health(services, state)],
  ];
}

/** Throws `MethodNotAllowedError` for a known path and `NotFoundError` for any other. */
export function routes(parts: RouteParts): Middleware {
  const table = routeTable(parts);
  const router = new Router();
  const methodsOf = new Map<string, Method[]>();
  for (const [method, path, handler] of table) {
    // The router takes HEAD for GET, and a HEAD must not open a session.
    router.register(path, [method], (ctx, next) => (ctx.method === method ? handler(ctx, next) : next()));
    methodsOf.set(path, [...(methodsOf.get(path) ?? []), method]);
  }
  for (const [path, methods] of methodsOf) {
    router.all(path, (ctx) => {
      throw new MethodNotAllowedError(methods, `${ctx.method} is not served at ${path}.`);
    });
  }
  router.all('{/*path}', () => {
    throw new NotFoundError([...methodsOf.keys()]);
  });
  return router.routes() as Middleware;
}
