import { MethodNotAllowedError } from '../../errors.ts';
import { requireStream } from '../../http/accepted-forms.ts';
import type { MessageHandler } from '../../http/exchange.ts';
import { parseEventId } from '../../session/event-id.ts';
import { carryStream } from './session-stream.ts';
import { checkProtocolVersion, type StreamableEra, sessionIdOf, sessionOf } from './streamable-era.ts';

/**
 * `GET /mcp`: opens the session's stream for what answers no request; a second one replaces the first. With
 * `Last-Event-ID` it goes on with the stream of that event, which may be that of an answer.
 */
export function openStream({ sessions, options }: StreamableEra): MessageHandler {
  return (exchange) => {
    // 405, not 400: clients take it as "no such stream here", and go on
    if (sessionIdOf(exchange) === '') throw new MethodNotAllowedError(['POST'], 'A stream needs a session.');
    checkProtocolVersion(exchange);
    requireStream(exchange);
    const session = sessionOf(exchange, sessions);
    const position = parseEventId(exchange.header('last-event-id'));
    const isOwn = position?.sessionId === session.id; // ids of other sessions, or servers, say nothing here
    const messages = session.streamAt(isOwn ? position : undefined);
    carryStream(exchange, session, messages, options, { after: isOwn ? position : undefined });
    return undefined;
  };
}
