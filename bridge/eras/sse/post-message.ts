import { SessionRequiredError } from '../../errors.ts';
import type { Exchange, MessageHandler } from '../../http/exchange.ts';
import { readBody } from '../../http/read-body.ts';
import type { Session } from '../../session/session.ts';
import { readMessage } from '../read-message.ts';
import { type SseEra, sseSession } from './sse-era.ts';

/** `POST /messages?sessionId=…`: takes one message to the session's child. Answers come on the stream. */
export function postMessage({ sessions, options }: SseEra): MessageHandler {
  return (exchange) => {
    const sessionId = exchange.queryParameter('sessionId');
    if (sessionId === '') throw new SessionRequiredError('sessionId parameter');
    const session = sessions.get(sessionId, sseSession.era);
    return readBody(exchange.request, options.maxBodyBytes).then((body) => takeBody(exchange, session, body));
  };
}

function takeBody(exchange: Exchange, session: Session, body: Buffer): Promise<void> | undefined {
  if (!session.receive(readMessage(exchange, body))) return session.drained().then(() => accept(exchange));
  accept(exchange);
  return undefined;
}

/** Without a body: with one, Node would write in two pieces. */
function accept({ response }: Exchange): void {
  response.writeHead(202, { 'Content-Length': 0 }).end();
}
