import type { Context, Middleware } from 'koa';
import { readBody } from '../../http/read-body.ts';
import { isBatch } from '../../jsonrpc/batch.ts';
import type { RequestEnvelope } from '../../jsonrpc/envelope.ts';
import type { Session } from '../../session/session.ts';
import { readMessage } from '../read-message.ts';
import { PostAnswer } from './post-answer.ts';
import { postBatch } from './post-batch.ts';
import {
  acceptedForms,
  checkProtocolVersion,
  SESSION_ID_HEADER,
  type StreamableEra,
  sessionOf,
  streamableSession,
} from './streamable-era.ts';

/** `POST /mcp`: takes one message to the session's child; `initialize` without a session opens one. */
export function postMessage(era: StreamableEra): Middleware {
  return async (ctx) => {
    checkProtocolVersion(ctx);
    const body = await readBody(ctx.req, era.options.maxBodyBytes);
    if (isBatch(body)) return postBatch(ctx, era, body);
    const message = readMessage(ctx, body);
    if (message.kind === 'request') {
      const opens = message.method === 'initialize' && ctx.get(SESSION_ID_HEADER) === '';
      return opens ? openSession(ctx, era, message) : request(ctx, era, sessionOf(ctx, era.sessions), message);
    }
    await sessionOf(ctx, era.sessions).receive(message);
    ctx.body = null; // first: it sets 204
    ctx.status = 202;
  };
}

async function openSession(ctx: Context, era: StreamableEra, message: RequestEnvelope): Promise<void> {
  acceptedForms(ctx); // before a child is started for nothing
  const session = await era.sessions.open(streamableSession.era, streamableSession.whenFull);
  if (ctx.res.closed) return session.end(); // the client left while its child was being started
  ctx.res.once('close', () => {
    if (session.state === 'starting') session.end(); // it left before it learned the session's id, or there is none
  });
  await request(ctx, era, session, message);
}

async function request(ctx: Context, era: StreamableEra, session: Session, message: RequestEnvelope): Promise<void> {
  const answer = new PostAnswer(ctx.res, {
    ...era.options,
    accepts: acceptedForms(ctx),
    headers: { [SESSION_ID_HEADER]: session.id },
    hasSession: () => session.state === 'ready',
  });
  try {
    await session.receive(message, answer);
  } catch (error) {
    answer.discard();
    throw error;
  }
  ctx.respond = false; // the answer is the session's to give, and may have been given
}
