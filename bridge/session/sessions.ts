import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ChildCommand, commandName } from '../child/child-command.ts';
import type { ChildPool } from '../child/child-pool.ts';
import type { Directory } from '../directory/directory.ts';
import { SessionNotFoundError, SessionsExhaustedError, ShuttingDownError } from '../errors.ts';
import type { WhenFull } from './outbox.ts';
import { Session, type SessionOptions } from './session.ts';
import { newSessionId } from './session-id.ts';

/** How often time-outs and idleness are looked at. Milliseconds. */
const SWEEP_MS = 1000;

export interface SessionsOptions extends SessionOptions {
  readonly command: ChildCommand;
  readonly maxSessions: number;
  /** Names this replica in the ids that it mints: letters and digits. */
  readonly replicaTag: string;
}

/** The sessions of this replica. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #pool: ChildPool;
  readonly #directory: Directory;
  readonly #log: Logger;
  readonly #byId = new Map<string, Session>();
  readonly #sweeper: NodeJS.Timeout;
  #opening = 0;
  #closing = false;

  constructor(options: SessionsOptions, pool: ChildPool, directory: Directory, log: Logger) {
    this.#options = options;
    this.#pool = pool;
    this.#directory = directory;
    this.#log = log;
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** How many sessions each era has. */
  get countByEra(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const session of this.#byId.values()) counts[session.era] = (counts[session.era] ?? 0) + 1;
    return counts;
  }

  /**
   * Opens a session with a child of its own.
   * Rejects with `ShuttingDownError`, `SessionsExhaustedError`, or as `ChildPool.acquire` does.
   */
  async open(era: string, whenFull: WhenFull): Promise<Session> {
    if (this.#closing) throw new ShuttingDownError();
    const { maxSessions } = this.#options;
    if (this.#byId.size + this.#opening >= maxSessions) throw new SessionsExhaustedError(maxSessions);
    this.#opening += 1;
    try {
      const child = await this.#pool.acquire();
      const id = newSessionId(this.#options.replicaTag);
      const session = new Session(
        { id, era, whenFull },
        child,
        commandName(this.#options.command),
        this.#options,
        this.#log,
      );
      this.#byId.set(id, session);
      void session.ended.then(() => this.#forget(session));
      await this.#directory.claim(id);
      return session;
    } finally {
      this.#opening -= 1;
    }
  }

  /** Throws `SessionNotFoundError` for a session that has ended, never was, or is of another era. */
  get(sessionId: string, era: string): Session {
    const session = this.#byId.get(sessionId);
    if (session?.era !== era) throw new SessionNotFoundError();
    return session;
  }

  /** Takes no new sessions, waits up to `graceMs` for the answers under way, then ends all. */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    const sessions = [...this.#byId.values()];
    const grace = new AbortController();
    const graceOver = delay(graceMs, undefined, { signal: grace.signal }).catch(() => {});
    await Promise.race([Promise.all(sessions.map((session) => session.settled())), graceOver]);
    grace.abort();
    clearInterval(this.#sweeper);
    for (const session of this.#byId.values()) session.end();
  }

  #sweep(): void {
    const nowMs = performance.now();
    for (const session of this.#byId.values()) session.sweep(nowMs);
  }

  #forget(session: Session): void {
    this.#byId.delete(session.id);
    void this.#directory.release(session.id);
  }
}
