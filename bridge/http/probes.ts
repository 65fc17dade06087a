import type { Middleware } from 'koa';
import type { Readiness } from '../health/readiness.ts';

/** `GET /live`: 200 while the process answers at all. For whoever restarts it: nothing that a restart would not mend counts. */
export const live: Middleware = (ctx) => {
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { live: true };
};

/** `GET /ready`: 200 where a new session would work now, else 503 with the reasons. For load balancers and roll-outs. */
export function ready(readiness: () => Readiness): Middleware {
  return (ctx) => {
    const state = readiness();
    ctx.set('Cache-Control', 'no-store');
    ctx.status = state.ready ? 200 : 503;
    ctx.body = state;
  };
}
