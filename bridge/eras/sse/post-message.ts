import type { Middleware } from 'koa';
import { SessionRequiredError } from '../../errors.ts';
import { readBody } from '../../http/read-body.ts';
import { readMessage } from '../read-message.ts';
import { type SseEra, sseSession } from './sse-era.ts';

/** `POST /messages?sessionId=…`: takes one message to the session's child. Answers come on the stream. */
export function postMessage({ sessions, options }: SseEra): Middleware {
  return async (ctx) => {
    const { sessionId } = ctx.query;
    if (typeof sessionId !== 'string' || sessionId === '') throw new SessionRequiredError('sessionId parameter');
    const session = sessions.get(sessionId, sseSession.era);
    await session.receive(readMessage(ctx, await readBody(ctx.req, options.maxBodyBytes)));
    ctx.status = 202;
    ctx.body = 'Accepted';
  };
}
