import type { ErrorCounts } from '../../error-counts.ts';
import { SessionRequiredError, UnsupportedProtocolVersionError } from '../../errors.ts';
import type { EventStreamOptions } from '../../http/event-stream.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { WhenFull } from '../../session/when-full.ts';
import type { SlowAnswers } from './slow-answers.ts';

/** The wire of 2025-03-26 to 2025-11-25: one endpoint, a session id in a header. */
export interface StreamableEra {
  readonly sessions: Sessions;
  /** For errors within a batch. */
  readonly errors: ErrorCounts;
  readonly slowAnswers: SlowAnswers;
  readonly options: Omit<EventStreamOptions, 'headers'> & {
    readonly maxBodyBytes: number;
    /** Most messages of one batch, too: more could not be answered. */
    readonly maxPendingRequests: number;
    /** A stream is closed after this long, for its client to come back for the rest; `0`: never. Milliseconds. */
    readonly pollAfterMs: number;
  };
}

/** Its answers have responses of their own; what waits for a stream may wait for ever. */
export const streamableSession = { era: 'streamable', whenFull: 'drop-oldest' } as const satisfies {
  era: string;
  whenFull: WhenFull;
};

export const SESSION_ID_HEADER = 'Mcp-Session-Id';

/** Versions that a session may be in. Clients name any of them, not always the one agreed on. */
const PROTOCOL_VERSIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

/** The session of a request. Throws `SessionRequiredError` without an id, `SessionNotFoundError` for an unknown one. */
export function sessionOf(exchange: Exchange, sessions: Sessions): Session {
  const sessionId = sessionIdOf(exchange);
  if (sessionId === '') throw new SessionRequiredError('Mcp-Session-Id header');
  return sessions.get(sessionId, streamableSession.era);
}

/** The id that a request names; empty where it names none. */
export function sessionIdOf(exchange: Exchange): string {
  return exchange.header('mcp-session-id');
}

/** Throws `UnsupportedProtocolVersionError` for a version that no session can be in; none is fine (2025-06-18, Transports). */
export function checkProtocolVersion(exchange: Exchange): void {
  const version = exchange.header('mcp-protocol-version');
  if (version !== '' && !(PROTOCOL_VERSIONS as readonly string[]).includes(version)) {
    throw new UnsupportedProtocolVersionError(PROTOCOL_VERSIONS);
  }
}
