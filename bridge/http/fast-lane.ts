import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ErrorReport } from './error-response.ts';
import { Exchange, pathOf } from './exchange.ts';
import { type HostOriginOptions, hostPolicy } from './host-origin-guard.ts';
import { handleMessage } from './message-middleware.ts';
import type { MessageRoute } from './routes.ts';

/**
 * Hands messages to their handlers directly. On a call of a few bytes Koa, its router and its middleware would cost more
 * than all the rest of the bridge; and for most messages they have nothing to do: no page sent them, so that there is no
 * origin to judge or to answer, and no log wants to hear of them. All others, and all else, go to `app`, which serves the
 * same handlers.
 */
export function fastLane(
  routes: readonly MessageRoute[],
  options: HostOriginOptions,
  app: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  report: ErrorReport,
): RequestListener {
  const handlers = new Map(routes.map(([method, path, handler]) => [`${method} ${path}`, handler]));
  const acceptsHost = hostPolicy(options);
  return (request, response) => {
    const { origin, host = '' } = request.headers;
    const isPlain = origin === undefined && acceptsHost(host) && !report.log.isLevelEnabled('debug');
    const handler = isPlain ? handlers.get(`${request.method} ${pathOf(request)}`) : undefined;
    if (handler === undefined) void app(request, response);
    else handleMessage(handler, new Exchange(request, response), report);
  };
}
