import type { Middleware } from 'koa';
import type { BridgeState } from '../health/bridge-state.ts';
import type { ServiceHealth } from '../health/service-health.ts';

/** `GET /health`: alive, and what the services behind the wrapped server say. Always 200 while the bridge answers at all. */
export function health(services: ServiceHealth, state: () => BridgeState): Middleware {
  return async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'ok', services: await services.check(), bridge: state() };
  };
}
