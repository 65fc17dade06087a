import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ChildCommand, commandName } from '../child/child-command.ts';
import type { ChildPool } from '../child/child-pool.ts';
import type { Directory } from '../directory/directory.ts';
import type { ErrorCounts } from '../error-counts.ts';
import { SessionNotFoundError, SessionsExhaustedError, ShuttingDownError } from '../errors.ts';
import type { Handshake } from './handshake.ts';
import type { WhenFull } from './outbox.ts';
import { INTERNAL_ERA, Session, type SessionOptions } from './session.ts';
import { newSessionId } from './session-id.ts';
import type { SharedParts } from './session-server.ts';
import { ToolHints } from './tool-hints.ts';

/** How often time-outs and idleness are looked at. Milliseconds. */
const SWEEP_MS = 1000;

/** How often a bridge that is to end looks whether anyone still waits for an answer. Milliseconds. */
const POLL_MS = 20;

export interface SessionsOptions extends SessionOptions {
  readonly command: ChildCommand;
  readonly maxSessions: number;
  /** Names this replica in the ids that it mints: letters and digits. */
  readonly replicaTag: string;
  /** Whether sessions outlive their children. */
  readonly recovery: '' | 'replay' | 'end';
  /** How long what was sent stays at hand for a client that comes back; at most twice as long. Milliseconds. */
  readonly resumeWindowMs: number;
}

export interface SessionsParts {
  readonly pool: ChildPool;
  readonly directory: Directory;
  readonly errors: ErrorCounts;
}

export interface NewSession {
  readonly era: string;
  readonly whenFull: WhenFull;
  /** Gives up the wait for a child. */
  readonly signal?: AbortSignal;
  /** The handshake to go on with where the client does not begin with one. */
  readonly adopt?: () => Handshake | undefined;
}

/** The sessions of this replica. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #pool: ChildPool;
  readonly #directory: Directory;
  readonly #log: Logger;
  readonly #byId = new Map<string, Session>();
  readonly #parts: SharedParts;
  readonly #sweeper: NodeJS.Timeout;
  #forgotMs = performance.now();
  #opening = 0;
  #closing = false;

  constructor(options: SessionsOptions, { pool, directory, errors }: SessionsParts, log: Logger) {
    this.#options = options;
    this.#pool = pool;
    this.#directory = directory;
    this.#log = log;
    this.#parts = {
      acquire: (signal) => pool.acquire(signal),
      tools: new ToolHints(),
      errors,
      commandName: commandName(options.command),
    };
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
  async open({ era, whenFull, signal, adopt }: NewSession): Promise<Session> {
    if (this.#closing) throw new ShuttingDownError();
    const { maxSessions } = this.#options;
    if (this.#byId.size + this.#opening >= maxSessions) throw new SessionsExhaustedError(maxSessions);
    this.#opening += 1;
    try {
      const child = await this.#pool.acquire(signal);
      if (this.#closing) {
        void child.close();
        throw new ShuttingDownError();
      }
      const id = newSessionId(this.#options.replicaTag);
      const isRecoverable = this.#options.recovery === 'replay' && era !== INTERNAL_ERA;
      const identity = { id, era, whenFull, isRecoverable, adopt };
      const session = new Session(identity, child, this.#parts, this.#options, this.#log);
      this.#byId.set(id, session);
      void session.ended.then(() => this.#forget(session));
      await this.#directory.claim(id);
      return session;
    } finally {
      this.#opening -= 1;
    }
  }

  /** Undefined for a session that has ended, never was, or is of another era. */
  find(sessionId: string, era: string): Session | undefined {
    const session = this.#byId.get(sessionId);
    return session?.era === era ? session : undefined;
  }

  /** Throws `SessionNotFoundError` for a session that has ended, never was, or is of another era. */
  get(sessionId: string, era: string): Session {
    const session = this.find(sessionId, era);
    if (session === undefined) throw new SessionNotFoundError();
    return session;
  }

  /**
   * Takes no new sessions, then ends those that are open: once nobody waits for an answer, or after `graceMs`. Until
   * then they go on, since an answer under way may need one of the client.
   */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    const deadlineMs = performance.now() + graceMs;
    while (this.#isAwaited && performance.now() < deadlineMs) await delay(POLL_MS);
    clearInterval(this.#sweeper);
    for (const session of this.#byId.values()) session.end();
  }

  get #isAwaited(): boolean {
    for (const session of this.#byId.values()) if (session.isAwaited) return true;
    return false;
  }

  #sweep(): void {
    const nowMs = performance.now();
    for (const session of this.#byId.values()) session.sweep(nowMs);
    if (nowMs - this.#forgotMs < this.#options.resumeWindowMs) return;
    this.#forgotMs = nowMs;
    for (const session of this.#byId.values()) session.forgetOld();
  }

  #forget(session: Session): void {
    this.#byId.delete(session.id);
    void this.#directory.release(session.id);
  }
}
