import type { Middleware } from 'koa';
import type { Logger } from 'pino';

/** One line a request, at `debug`, when its response is over. The query is left out: it holds session ids. */
export function accessLog(log: Logger): Middleware {
  return (ctx, next) => {
    if (!log.isLevelEnabled('debug')) return next();
    const startMs = performance.now();
    ctx.res.once('close', () => {
      const durationMs = Math.round(performance.now() - startMs);
      log.debug({ method: ctx.method, path: ctx.path, status: ctx.res.statusCode, durationMs }, 'request done');
    });
    return next();
  };
}
