import type { Context } from 'koa';
import { NotAcceptableError, SessionRequiredError, UnsupportedProtocolVersionError } from '../../errors.ts';
import type { WhenFull } from '../../session/outbox.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';

/** The wire of 2025-03-26 to 2025-11-25: one endpoint, a session id in a header. */
export interface StreamableEra {
  readonly sessions: Sessions;
  readonly options: {
    readonly maxBodyBytes: number;
    /** Most messages of one batch, too: more could not be answered. */
    readonly maxPendingRequests: number;
    readonly keepAliveMs: number;
    /** An answer that takes longer becomes an event stream, so that signs of life can be sent. Milliseconds. */
    readonly streamAfterMs: number;
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
export function sessionOf(ctx: Context, sessions: Sessions): Session {
  const sessionId = ctx.get(SESSION_ID_HEADER);
  if (sessionId === '') throw new SessionRequiredError('Mcp-Session-Id header');
  return sessions.get(sessionId, streamableSession.era);
}

/** Throws `UnsupportedProtocolVersionError` for a version that no session can be in; none is fine (2025-06-18, Transports). */
export function checkProtocolVersion(ctx: Context): void {
  const version = ctx.get('MCP-Protocol-Version');
  if (version !== '' && !(PROTOCOL_VERSIONS as readonly string[]).includes(version)) {
    throw new UnsupportedProtocolVersionError(PROTOCOL_VERSIONS);
  }
}

/** Which forms of answer the Accept header allows. Throws `NotAcceptableError` where it allows neither. */
export function acceptedForms(ctx: Context): { readonly json: boolean; readonly stream: boolean } {
  const forms = {
    json: ctx.accepts('application/json') !== false,
    stream: ctx.accepts('text/event-stream') !== false,
  };
  if (!forms.json && !forms.stream) throw new NotAcceptableError('application/json or text/event-stream');
  return forms;
}
