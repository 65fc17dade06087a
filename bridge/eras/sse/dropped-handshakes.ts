import type { Exchange } from '../../http/exchange.ts';
import type { Handshake } from '../../session/handshake.ts';
import type { Session } from '../../session/session.ts';

/** Most sessions that are remembered; the oldest go first. */
const MOST_DROPPED = 1000;

interface Dropped {
  readonly client: string;
  readonly sessionId: string;
  readonly handshake: Handshake;
  readonly untilMs: number;
}

/**
 * The handshakes of sessions whose stream broke.
 *
 * The event source of the official SDK comes back to `GET /sse` without `Last-Event-ID`, takes the new endpoint and goes
 * on without a new `initialize`. The session that it gets then goes on with the handshake of its last one. No message of
 * that one is given to it: nobody can tell whether it is the same client, only that it is alike.
 */
export class DroppedHandshakes {
  readonly #windowMs: number;
  /** Oldest first. */
  #dropped: Dropped[] = [];

  /** Each is remembered for `resumeWindowMs`. */
  constructor({ resumeWindowMs }: { readonly resumeWindowMs: number }) {
    this.#windowMs = resumeWindowMs;
  }

  /** The stream of a session broke. */
  add(client: string, session: Session): void {
    const { id: sessionId, handshake } = session;
    if (handshake === undefined) return;
    const untilMs = performance.now() + this.#windowMs;
    this.#dropped = [
      ...this.#alive.slice(1 - MOST_DROPPED),
      { client, sessionId, handshake: handshake.copy(), untilMs },
    ];
  }

  /** Its client has come back and named it. */
  delete(sessionId: string): void {
    this.#dropped = this.#dropped.filter((dropped) => dropped.sessionId !== sessionId);
  }

  /** The latest handshake of such a client, which is then forgotten: it is adopted once. */
  take(client: string): Handshake | undefined {
    const found = this.#alive.findLast((dropped) => dropped.client === client);
    if (found !== undefined) this.delete(found.sessionId);
    return found?.handshake;
  }

  get #alive(): Dropped[] {
    const nowMs = performance.now();
    return this.#dropped.filter(({ untilMs }) => untilMs > nowMs);
  }
}

/** What is alike in two connections of one client: where they come from, and what it calls itself. */
export function clientOf({ request }: Exchange): string {
  return `${request.socket.remoteAddress} ${request.headers['user-agent'] ?? ''}`;
}
