import { type ChangeWriter, OwnedSession } from './owned-session.ts';
import type { SessionKeys } from './session-keys.ts';

/** Of more sessions that end while Redis is away, Redis keeps what it has, until that expires. */
const MOST_RELEASED = 100_000;

/** The sessions of this replica. */
export class OwnedSessions implements Iterable<OwnedSession> {
  /** Those that are over, and that Redis still has to forget, by id. */
  readonly released = new Map<string, OwnedSession>();
  /** Called for those that another replica has taken over. */
  onLost: (sessionId: string) => void = () => {};
  readonly #keys: SessionKeys;
  readonly #writer: ChangeWriter;
  readonly #byId = new Map<string, OwnedSession>();

  constructor(keys: SessionKeys, writer: ChangeWriter) {
    this.#keys = keys;
    this.#writer = writer;
  }

  add(sessionId: string, epoch: number): OwnedSession {
    const session = new OwnedSession(sessionId, this.#keys.session(sessionId), epoch, this.#writer);
    this.#byId.set(sessionId, session);
    return session;
  }

  get(sessionId: string): OwnedSession | undefined {
    return this.#byId.get(sessionId);
  }

  /** It is another's now, or nobody's. */
  giveUp(session: OwnedSession): void {
    session.giveUp();
    if (this.#byId.get(session.id) === session) this.#byId.delete(session.id);
  }

  /** It is over, and Redis could not be told. */
  noteReleased(session: OwnedSession): void {
    if (this.released.size < MOST_RELEASED) this.released.set(session.id, session);
  }

  lose(session: OwnedSession): void {
    if (!session.isOwned) return;
    this.giveUp(session);
    this.onLost(session.id);
  }

  /** Nobody is to wait for a journal to be written. */
  letGo(): void {
    for (const session of this) session.letGo();
  }

  [Symbol.iterator](): Iterator<OwnedSession> {
    return this.#byId.values();
  }
}
