import type { Middleware } from 'koa';
import { MethodNotAllowedError, NotAcceptableError } from '../../errors.ts';
import { EventStream } from '../../http/event-stream.ts';
import { checkProtocolVersion, SESSION_ID_HEADER, type StreamableEra, sessionOf } from './streamable-era.ts';

/** `GET /mcp`: opens the session's stream for what answers no request. A second one replaces the first. */
export function openStream({ sessions, options }: StreamableEra): Middleware {
  return async (ctx) => {
    // 405, not 400: clients take it as "no such stream here", and go on
    if (ctx.get(SESSION_ID_HEADER) === '') throw new MethodNotAllowedError(['POST'], 'A stream needs a session.');
    checkProtocolVersion(ctx);
    if (ctx.accepts('text/event-stream') === false) throw new NotAcceptableError('text/event-stream');
    const session = sessionOf(ctx, sessions);
    ctx.respond = false;
    const stream = new EventStream(ctx.res, { ...options, headers: { [SESSION_ID_HEADER]: session.id } });
    session.openStream(stream);
    await stream.closed;
    session.closeStream(stream);
  };
}
