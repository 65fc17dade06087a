import { SessionRequiredError } from '../../errors.ts';
import type { MessageHandler } from '../../http/exchange.ts';
import { readBody } from '../../http/read-body.ts';
import { readMessage } from '../read-message.ts';
import { type SseEra, sseSession } from './sse-era.ts';

const ACCEPTED = 'Accepted';

/** `POST /messages?sessionId=…`: takes one message to the session's child. Answers come on the stream. */
export function postMessage({ sessions, options }: SseEra): MessageHandler {
  return async (exchange) => {
    const sessionId = exchange.queryParameter('sessionId');
    if (sessionId === '') throw new SessionRequiredError('sessionId parameter');
    const session = sessions.get(sessionId, sseSession.era);
    const message = readMessage(exchange, await readBody(exchange.request, options.maxBodyBytes));
    if (!session.receive(message)) await session.drained();
    exchange.response.writeHead(202, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': ACCEPTED.length,
    });
    exchange.response.end(ACCEPTED, 'latin1');
  };
}
