import Koa from 'koa';
import type { Logger } from 'pino';
import { accessLog } from './access-log.ts';
import { cors } from './cors.ts';
import { errorResponder } from './error-responder.ts';
import { hostOriginGuard } from './host-origin-guard.ts';
import { type RouteParts, routes } from './routes.ts';

/** What every request meets, in order. */
export function createApp(parts: RouteParts, log: Logger): Koa {
  const app = new Koa();
  app.use(accessLog(log));
  app.use(cors(parts.options));
  app.use(errorResponder(log));
  app.use(hostOriginGuard(parts.options));
  app.use(routes(parts));
  app.on('error', (error: unknown) => log.debug({ err: error }, 'a response could not be finished'));
  return app;
}
