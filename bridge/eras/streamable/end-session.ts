import type { Middleware } from 'koa';
import { type StreamableEra, sessionOf } from './streamable-era.ts';

/** `DELETE /mcp`: ends the session. Its id is unknown from then on. */
export function endSession({ sessions }: StreamableEra): Middleware {
  return (ctx) => {
    sessionOf(ctx, sessions).end();
    ctx.status = 204;
  };
}
