import type { EventStreamOptions } from '../../http/event-stream.ts';
import type { WhenFull } from '../../session/outbox.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { DroppedHandshakes } from './dropped-handshakes.ts';

/** The 2024-11-05 wire: one event stream a session, and a URI to post messages to. */
export interface SseEra {
  readonly sessions: Sessions;
  /** Of sessions whose stream broke, for clients that come back without saying which was theirs. */
  readonly dropped: DroppedHandshakes;
  readonly options: Omit<EventStreamOptions, 'headers'> & {
    readonly maxBodyBytes: number;
    /** A session whose stream broke ends after this long; what is under way may finish meanwhile. Milliseconds. */
    readonly disconnectGraceMs: number;
  };
}

/** Its answers need the stream, so none may be dropped while the stream is away. */
export const sseSession = { era: 'sse', whenFull: 'hold-back' } as const satisfies { era: string; whenFull: WhenFull };
