import { SessionRequiredError } from '../../errors.ts';
import type { Exchange, MessageHandler } from '../../http/exchange.ts';
import { readBody } from '../../http/read-body.ts';
import type { Session } from '../../session/session.ts';
import { readMessage } from '../read-message.ts';
import { namedByQuery, type SseEra, sseSession } from './sse-era.ts';

/** `POST /messages?sessionId=…`: takes one message to the session's child. Answers come on the stream. */
export function postMessage({ sessions, options }: SseEra): MessageHandler {
  return (exchange) => {
    const sessionId = namedByQuery(exchange);
    if (sessionId === '') throw new SessionRequiredError('sessionId parameter');
    const session = sessions.get(sessionId, sseSession.era);
    return readBody(exchange, options.maxBodyBytes).then((body) => takeBody(exchange, session, body));
  };
}

/** What is accepted is answered, even if this replica is lost: so it is written down before. */
function takeBody(exchange: Exchange, session: Session, body: Buffer): Promise<void> | undefined {
  const hasRoom = session.receive(readMessage(exchange, body), undefined, exchange.isRetried);
  if (!hasRoom)
    return session
      .drained()
      .then(() => session.written())
      .then(() => accept(exchange));
  const written = session.written();
  if (written !== undefined) return written.then(() => accept(exchange));
  accept(exchange);
  return undefined;
}

/** Without a body: with one, Node would write in two pieces. */
function accept({ response }: Exchange): void {
  response.writeHead(202, { 'Content-Length': 0 }).end();
}
