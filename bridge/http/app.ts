import type { RequestListener } from 'node:http';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { ErrorCounts } from '../error-counts.ts';
import type { BridgeState } from '../health/bridge-state.ts';
import type { Readiness } from '../health/readiness.ts';
import type { ServiceHealth } from '../health/service-health.ts';
import type { BridgeOptions } from '../options.ts';
import { accessLog } from './access-log.ts';
import { cors } from './cors.ts';
import { errorResponder } from './error-responder.ts';
import { fastLane } from './fast-lane.ts';
import { health } from './health.ts';
import { hostOriginGuard } from './host-origin-guard.ts';
import { messageMiddleware } from './message-middleware.ts';
import { live, ready } from './probes.ts';
import { type Route, router } from './router.ts';
import type { MessageRoute } from './routes.ts';

export interface AppParts {
  /** What carries messages. */
  readonly messages: readonly MessageRoute[];
  readonly services: ServiceHealth;
  readonly state: () => BridgeState;
  readonly readiness: () => Readiness;
  readonly errors: ErrorCounts;
  readonly options: BridgeOptions;
}

/** What every request meets, in order; those that the middleware has nothing to say to take the fast lane. */
export function createApp(
  { messages, services, state, readiness, errors, options }: AppParts,
  log: Logger,
): RequestListener {
  const report = { log, errors };
  const pages: readonly Route[] = [
    ['GET', '/health', health(services, state)],
    ['HEAD', '/health', health(services, state)],
    ['GET', '/live', live],
    ['GET', '/ready', ready(readiness)],
  ];
  const carried = messages.map(([method, path, handler]): Route => [method, path, messageMiddleware(handler, report)]);

  const app = new Koa();
  app.use(accessLog(log));
  app.use(cors(options));
  app.use(errorResponder(report));
  app.use(hostOriginGuard(options));
  app.use(router([...carried, ...pages]));
  app.on('error', (error: unknown) => log.debug({ err: error }, 'a response could not be finished'));
  return fastLane(messages, options, app.callback(), report);
}
