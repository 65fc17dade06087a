import type { EventPosition } from '../../session/event-id.ts';
import type { Session } from '../../session/session.ts';

interface Broken {
  readonly session: Session;
  readonly timer: NodeJS.Timeout;
}

/**
 * Sessions whose stream is over, for as long as their clients may take to come back. Then they end.
 *
 * One may end before, with its process. Its last answers are still for its client, which may have lost its stream
 * before they were sent, or on the way.
 */
export class BrokenStreams {
  readonly #graceMs: number;
  readonly #bySessionId = new Map<string, Broken>();

  constructor({ disconnectGraceMs }: { readonly disconnectGraceMs: number }) {
    this.#graceMs = disconnectGraceMs;
  }

  /** The stream of a session is over: its grace begins. */
  add(session: Session): void {
    this.delete(session.id);
    const end = (): void => {
      this.#bySessionId.delete(session.id);
      session.end();
    };
    this.#bySessionId.set(session.id, { session, timer: setTimeout(end, this.#graceMs).unref() });
  }

  /** Its client has come back. */
  delete(sessionId: string): void {
    clearTimeout(this.#bySessionId.get(sessionId)?.timer);
    this.#bySessionId.delete(sessionId);
  }

  /** The session of an event, where it has ended and its client has yet to see what came after that event. */
  endedBehind({ sessionId, number }: EventPosition): Session | undefined {
    const session = this.#bySessionId.get(sessionId)?.session;
    return session?.state === 'ended' && session.streamAt().hasAfter(number) ? session : undefined;
  }
}
