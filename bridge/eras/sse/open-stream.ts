import { EventStream } from '../../http/event-stream.ts';
import type { Exchange, MessageHandler } from '../../http/exchange.ts';
import { type EventPosition, parseEventId } from '../../session/event-id.ts';
import type { Session } from '../../session/session.ts';
import { clientLeft } from '../client-left.ts';
import { clientOf } from './dropped-handshakes.ts';
import { type SseEra, sseSession } from './sse-era.ts';

/** What ends a session whose stream broke, unless its client comes back. */
const graces = new WeakMap<Session, NodeJS.Timeout>();

/**
 * `GET /sse`: opens a session. The first event is `endpoint`, with the URI for the client's messages; all that the
 * server says follows as `message` events (MCP 2024-11-05, HTTP with SSE).
 *
 * A client that comes back with `Last-Event-ID` goes on in the session of that event, if it is still there.
 */
export function openStream(era: SseEra): MessageHandler {
  return async (exchange) => {
    const position = parseEventId(exchange.header('last-event-id'));
    const old = position && era.sessions.find(position.sessionId, sseSession.era);
    if (old !== undefined) return carry(era, exchange, old, position);
    const client = clientOf(exchange);
    const signal = clientLeft(exchange);
    const session = await era.sessions.open({ ...sseSession, signal, adopt: () => era.dropped.take(client) });
    if (exchange.response.closed) return session.end(); // the client left while its child was being started
    carry(era, exchange, session);
  };
}

function carry({ dropped, options }: SseEra, exchange: Exchange, session: Session, position?: EventPosition): void {
  const stream = new EventStream(exchange.response, { ...options, ownsConnection: true });
  // the client has what came before the event that it names, and nothing after it yet
  const at = position === undefined ? session.streamAt().lastEventId : exchange.header('last-event-id');
  stream.announce('endpoint', `/messages?sessionId=${session.id}`, at);
  const messages = session.streamAt();
  session.connect(messages, stream, position?.number);
  clearTimeout(graces.get(session));
  dropped.delete(session.id);
  stream.onceClosed(() => {
    if (!session.disconnect(messages, stream) || session.state === 'ended') return;
    dropped.add(clientOf(exchange), session);
    graces.set(session, setTimeout(() => session.end(), options.disconnectGraceMs).unref());
  });
}
