import type { EventStreamOptions } from '../../http/event-stream.ts';
import type { Exchange } from '../../http/exchange.ts';
import { parseEventId } from '../../session/event-id.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { WhenFull } from '../../session/when-full.ts';
import type { DroppedHandshakes } from './dropped-handshakes.ts';

/** The 2024-11-05 wire: one event stream a session, and a URI to post messages to. */
export interface SseEra {
  readonly sessions: Sessions;
  /** Of sessions whose stream broke, for clients that come back without saying which was theirs. */
  readonly dropped: DroppedHandshakes;
  readonly options: Omit<EventStreamOptions, 'headers'> & {
    readonly maxBodyBytes: number;
    /** Before the path of messages, as clients see it. */
    readonly publicPath: string;
    /** A session whose stream broke ends after this long; what is under way may finish meanwhile. Milliseconds. */
    readonly disconnectGraceMs: number;
    readonly resumeWindowMs: number;
  };
}

/** The id of the session that `POST /messages` names; empty where it names none. */
export function namedByQuery(exchange: Exchange): string {
  return exchange.queryParameter('sessionId');
}

/** The id of the session that a client of `GET /sse` comes back to; empty where it names none. */
export function namedByEvent(exchange: Exchange): string {
  return parseEventId(exchange.header('last-event-id'))?.sessionId ?? '';
}

/** Its answers need the stream, so none may be dropped while the stream is away. */
export const sseSession = { era: 'sse', whenFull: 'hold-back' } as const satisfies { era: string; whenFull: WhenFull };
