import { EventStream } from '../../http/event-stream.ts';
import type { Exchange, MessageHandler } from '../../http/exchange.ts';
import { type EventPosition, parseEventId } from '../../session/event-id.ts';
import type { Session } from '../../session/session.ts';
import { clientLeft } from '../client-left.ts';
import { BrokenStreams } from './broken-streams.ts';
import { clientOf } from './dropped-handshakes.ts';
import { type SseEra, sseSession } from './sse-era.ts';

/**
 * `GET /sse`: opens a session. The first event is `endpoint`, with the URI for the client's messages; all that the
 * server says follows as `message` events (MCP 2024-11-05, HTTP with SSE).
 *
 * A client that comes back with `Last-Event-ID` goes on in the session of that event, if it is still there. Where it
 * has ended, the client gets what it missed of it, and a new session the next time.
 */
export function openStream(era: SseEra): MessageHandler {
  const broken = new BrokenStreams(era.options);
  return async (exchange) => {
    const position = parseEventId(exchange.header('last-event-id'));
    const old = position && (era.sessions.find(position.sessionId, sseSession.era) ?? broken.endedBehind(position));
    if (old !== undefined) return carry(era, broken, exchange, old, position);
    const client = clientOf(exchange);
    const signal = clientLeft(exchange);
    const session = await era.sessions.open({ ...sseSession, signal, client, adopt: () => era.dropped.take(client) });
    if (exchange.response.destroyed) return session.end(); // the client left while its child was being started
    carry(era, broken, exchange, session);
  };
}

function carry(
  { dropped, options }: SseEra,
  broken: BrokenStreams,
  exchange: Exchange,
  session: Session,
  position?: EventPosition,
): void {
  exchange.request.resume(); // behind a body that nobody reads, the end of the connection would not be seen
  const stream = new EventStream(exchange.response, { ...options, ownsConnection: true });
  // the client has what came before the event that it names, and nothing after it yet
  const at = position === undefined ? session.streamAt().lastEventId : exchange.header('last-event-id');
  stream.announce('endpoint', `${options.publicPath}/messages?sessionId=${session.id}`, at);
  const messages = session.streamAt();
  session.connect(messages, stream, position);
  broken.delete(session.id);
  dropped.delete(session.id);
  stream.onceClosed(() => {
    if (!session.disconnect(messages, stream)) return;
    broken.add(session);
    if (session.state !== 'ended') dropped.add(clientOf(exchange), session);
  });
}
