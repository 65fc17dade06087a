import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type ChildCommand, commandName } from '../child/child-command.ts';
import type { ChildPool } from '../child/child-pool.ts';
import type { Directory } from '../directory/directory.ts';
import type { ErrorCounts } from '../error-counts.ts';
import { SessionMovedError, SessionNotFoundError, SessionsExhaustedError, ShuttingDownError } from '../errors.ts';
import { HandOver } from './hand-over.ts';
import { Handshake } from './handshake.ts';
import { readJournal } from './restored-session.ts';
import { Session } from './session.ts';
import { newSessionId } from './session-id.ts';
import { INTERNAL_ERA, type SessionIdentity, type SessionOptions } from './session-identity.ts';
import type { SharedParts } from './session-server.ts';
import { ToolHints } from './tool-hints.ts';
import type { WhenFull } from './when-full.ts';

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
  /** Which clients are alike: one that comes back without a word gets the handshake of the last of them, on any replica. */
  readonly client?: string;
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
  readonly #handOver: HandOver;
  #opening = 0;
  #closing = false;

  constructor(options: SessionsOptions, { pool, directory, errors }: SessionsParts, log: Logger) {
    this.#options = options;
    this.#pool = pool;
    this.#directory = directory;
    this.#log = log;
    this.#handOver = new HandOver(directory, log);
    this.#parts = {
      acquire: (signal) => pool.acquire(signal, 'next-child'),
      tools: new ToolHints(),
      errors,
      commandName: commandName(options.command),
    };
    directory.onLost = (sessionId) => this.#byId.get(sessionId)?.moved(HandOver.comeBackMs());
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** Whether another session could be opened. */
  get hasRoom(): boolean {
    return this.#byId.size + this.#opening < this.#options.maxSessions;
  }

  /** Whether no new ones are taken, for this replica is to end. */
  get isClosing(): boolean {
    return this.#closing;
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
  async open({ era, whenFull, signal, adopt, client }: NewSession): Promise<Session> {
    if (this.#closing) throw new ShuttingDownError();
    if (!this.hasRoom) throw new SessionsExhaustedError(this.#options.maxSessions);
    this.#opening += 1;
    try {
      const child = await this.#pool.acquire(signal);
      if (this.#closing) {
        void child.close();
        throw new ShuttingDownError();
      }
      const id = newSessionId(this.#options.replicaTag);
      const isRecoverable = this.#options.recovery === 'replay' && era !== INTERNAL_ERA;
      const claimed = this.#directory.claim(id);
      const journal = isRecoverable ? this.#directory.journal(id) : undefined;
      const adoption = journal === undefined || client === undefined ? { adopt } : await this.#sharedBy(client, adopt);
      const identity = { id, era, whenFull, isRecoverable, journal, ...adoption };
      const session = new Session(identity, child, this.#parts, this.#options, this.#log);
      this.#add(session);
      await claimed;
      return session;
    } finally {
      this.#opening -= 1;
    }
  }

  /** Whether a session is here, of any era. */
  has(sessionId: string): boolean {
    return this.#byId.has(sessionId);
  }

  /** Resolves once a session that is being handed over has been; undefined for any other. */
  handedOver(sessionId: string): Promise<void> | undefined {
    return this.#handOver.done(sessionId);
  }

  /**
   * Goes on with a session that this replica has taken over, from its journal. It counts for `--max-sessions`, but is not
   * refused for it. False where there is nothing to go on with.
   */
  restore(sessionId: string, journal: ReadonlyMap<string, Buffer>): boolean {
    const restored = readJournal(journal, this.#options);
    if (restored === undefined) return false;
    const { era, whenFull } = restored;
    const ownJournal = this.#directory.journal(sessionId);
    for (const field of journal.keys()) ownJournal?.remove(field); // the session writes it anew, by its own count
    const identity = { id: sessionId, era, whenFull, isRecoverable: true, journal: ownJournal };
    this.#add(new Session(identity, restored, this.#parts, this.#options, this.#log));
    return true;
  }

  /**
   * Undefined for a session that has ended, never was, or is of another era. Throws `SessionMovedError` for one that is
   * being handed over: what it still said would be said once more by its next replica.
   */
  find(sessionId: string, era: string): Session | undefined {
    const session = this.#byId.get(sessionId);
    if (session?.state === 'moved') throw new SessionMovedError();
    return session?.era === era ? session : undefined;
  }

  /** Throws `SessionNotFoundError` for a session that has ended, never was, or is of another era, and else as `find`. */
  get(sessionId: string, era: string): Session {
    const session = this.find(sessionId, era);
    if (session === undefined) throw new SessionNotFoundError();
    return session;
  }

  /**
   * Takes no new sessions, then hands those over that another replica can go on with, and ends the others: each once nobody
   * waits for an answer, or after `graceMs`. Until then they go on, since an answer under way may need one of the client.
   */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    const deadlineMs = performance.now() + graceMs;
    for (const session of this.#byId.values()) {
      if (session.isJournaled) this.#handOver.leave(session);
    }
    while (this.#isAwaited && performance.now() < deadlineMs) {
      this.#moveIdle();
      await delay(POLL_MS);
    }
    clearInterval(this.#sweeper);
    for (const session of this.#byId.values()) {
      if (session.isJournaled) this.#handOver.move(session);
      else session.end();
    }
    await this.#handOver.allDone();
  }

  #add(session: Session): void {
    this.#byId.set(session.id, session);
    void session.ended.then(() => this.#forget(session));
  }

  /** The handshake of a client's last session, where other replicas have kept or will look for it. */
  async #sharedBy(client: string, adopt: NewSession['adopt']): Promise<Pick<SessionIdentity, 'adopt' | 'onHandshake'>> {
    const kept = await this.#directory.readHandshake(client);
    let shared: Buffer | undefined;
    return {
      adopt: () => adopt?.() ?? (kept && Handshake.read(kept, this.#options)),
      onHandshake: ({ opening }) => {
        if (shared?.equals(opening)) return; // it was a subscription
        shared = opening;
        void this.#directory.keepHandshake(client, opening);
      },
    };
  }

  #moveIdle(): void {
    for (const session of this.#byId.values()) {
      if (session.state === 'leaving' && !session.isBusy) this.#handOver.move(session);
    }
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
    this.#handOver.forget(session.id);
    if (session.state !== 'moved') void this.#directory.release(session.id);
  }
}
