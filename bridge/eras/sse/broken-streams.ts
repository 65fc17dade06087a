import type { EventPosition } from '../../session/event-id.ts';
import type { Session } from '../../session/session.ts';

interface Broken {
  readonly session: Session;
  readonly timers: readonly NodeJS.Timeout[];
}

export interface BrokenStreamsOptions {
  /** Milliseconds. */
  readonly disconnectGraceMs: number;
  /** For a session that another replica could go on with, which then needs no child meanwhile. Milliseconds. */
  readonly resumeWindowMs: number;
}

/**
 * Sessions whose stream is over, for as long as their clients may take to come back. Then they end.
 *
 * One may end before, with its process. Its last answers are still for its client, which may have lost its stream
 * before they were sent, or on the way.
 */
export class BrokenStreams {
  readonly #options: BrokenStreamsOptions;
  readonly #bySessionId = new Map<string, Broken>();

  constructor(options: BrokenStreamsOptions) {
    this.#options = options;
  }

  /** The stream of a session is over: its grace begins. */
  add(session: Session): void {
    const { disconnectGraceMs, resumeWindowMs } = this.#options;
    // where the stream broke with a replica or a load balancer, its client may need a while to find the way
    const graceMs = session.isJournaled ? Math.max(resumeWindowMs, disconnectGraceMs) : disconnectGraceMs;
    this.delete(session.id);
    const end = (): void => {
      this.delete(session.id);
      session.end();
    };
    const timers = [setTimeout(end, graceMs), setTimeout(() => session.rest(), disconnectGraceMs)];
    for (const timer of timers) timer.unref();
    this.#bySessionId.set(session.id, { session, timers });
  }

  /** Its client has come back. */
  delete(sessionId: string): void {
    for (const timer of this.#bySessionId.get(sessionId)?.timers ?? []) clearTimeout(timer);
    this.#bySessionId.delete(sessionId);
  }

  /** The session of an event, where it has ended and its client has yet to see what came after that event. */
  endedBehind({ sessionId, number }: EventPosition): Session | undefined {
    const session = this.#bySessionId.get(sessionId)?.session;
    return session?.state === 'ended' && session.streamAt().hasAfter(number) ? session : undefined;
  }
}
