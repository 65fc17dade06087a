import { acceptedForms } from '../../http/accepted-forms.ts';
import type { Exchange, MessageHandler } from '../../http/exchange.ts';
import { readBody } from '../../http/read-body.ts';
import { isBatch } from '../../jsonrpc/batch.ts';
import type { Envelope, RequestEnvelope } from '../../jsonrpc/envelope.ts';
import type { Session } from '../../session/session.ts';
import { clientLeft } from '../client-left.ts';
import { readMessage } from '../read-message.ts';
import { PostAnswer } from './post-answer.ts';
import { postBatch } from './post-batch.ts';
import {
  checkProtocolVersion,
  type StreamableEra,
  sessionIdOf,
  sessionOf,
  streamableSession,
} from './streamable-era.ts';

/** `POST /mcp`: takes one message to the session's child; `initialize` without a session opens one. */
export function postMessage(era: StreamableEra): MessageHandler {
  return (exchange) => {
    checkProtocolVersion(exchange);
    return readBody(exchange, era.options.maxBodyBytes).then((body) => takeBody(exchange, era, body));
  };
}

function takeBody(exchange: Exchange, era: StreamableEra, body: Buffer): Promise<void> | undefined {
  if (isBatch(body)) return postBatch(exchange, era, body);
  const message = readMessage(exchange, body);
  if (message.kind === 'request') {
    if (message.method === 'initialize' && sessionIdOf(exchange) === '') return openSession(exchange, era, message);
    return request(exchange, era, sessionOf(exchange, era.sessions), message);
  }
  return tell(exchange, sessionOf(exchange, era.sessions), message);
}

async function tell({ response, isRetried }: Exchange, session: Session, message: Envelope): Promise<void> {
  if (!session.receive(message, undefined, isRetried)) await session.drained();
  await session.written();
  response.writeHead(202, { 'Content-Length': 0 }).end();
}

async function openSession(exchange: Exchange, era: StreamableEra, message: RequestEnvelope): Promise<void> {
  acceptedForms(exchange); // before a child is started for nothing
  const session = await era.sessions.open({ ...streamableSession, signal: clientLeft(exchange) });
  if (exchange.response.destroyed) return session.end(); // the client left while its child was being started
  exchange.response.once('close', () => {
    if (session.state === 'starting') session.end(); // it left before it learned the session's id, or there is none
  });
  await request(exchange, era, session, message);
}

/** Resolves, where it has to wait, once the child has room for more. The answer comes when it comes. */
function request(
  exchange: Exchange,
  era: StreamableEra,
  session: Session,
  message: RequestEnvelope,
): Promise<void> | undefined {
  const answer = new PostAnswer(exchange, session, acceptedForms(exchange), era);
  try {
    return session.receive(message, answer, exchange.isRetried) ? undefined : session.drained();
  } catch (error) {
    answer.discard();
    throw error;
  }
}
