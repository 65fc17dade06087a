import type { Middleware } from 'koa';
import { EventStream } from '../../http/event-stream.ts';
import { type SseEra, sseSession } from './sse-era.ts';

/**
 * `GET /sse`: opens a session. The first event is `endpoint`, with the URI for the client's messages; all that the
 * server says follows as `message` events (MCP 2024-11-05, HTTP with SSE).
 */
export function openStream({ sessions, options }: SseEra): Middleware {
  return async (ctx) => {
    const session = await sessions.open(sseSession.era, sseSession.whenFull);
    if (ctx.res.closed) return session.end(); // the client left while its child was being started
    ctx.respond = false;
    const stream = new EventStream(ctx.res, options);
    stream.announce('endpoint', `/messages?sessionId=${session.id}`);
    session.openStream(stream);
    await stream.closed;
    session.closeStream(stream);
    setTimeout(() => {
      if (!session.hasStream) session.end();
    }, options.disconnectGraceMs).unref();
  };
}
