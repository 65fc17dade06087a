import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import { AppError } from '../../src/base/errors.ts';
import { DirectoryAwayError } from '../errors.ts';
import type { BridgeOptions } from '../options.ts';
import type { Directory, Owner, Replica } from './directory.ts';
import type { Journal } from './journal.ts';
import { JournalCipher } from './journal-cipher.ts';
import { OwnedSessions } from './owned-sessions.ts';
import { RedisConnection, type RedisReply, type ScriptCall } from './redis-connection.ts';
import { type RedisScript, redisScripts } from './redis-scripts.ts';
import { RedisUpkeep } from './redis-upkeep.ts';
import { ReplicaLease } from './replica-lease.ts';
import { SessionKeys } from './session-keys.ts';
import { SessionWriter } from './session-writer.ts';
import { readTakenJournal } from './taken-journal.ts';

/** How long Redis keeps sessions that may be idle for ever, once their replica is lost. Milliseconds. */
const ENDLESS_TTL_MS = 24 * 3_600_000;
/** Sessions are made to live on when the lease is, so they must live longer than it. */
const LEAST_TTL_LEASES = 3;
/** Longest wait for a Redis that starts together with this replica. Milliseconds. */
const START_MS = 5_000;

export type RedisDirectoryOptions = Pick<
  BridgeOptions,
  | 'redisUrl'
  | 'redisPrefix'
  | 'redisTimeoutMs'
  | 'clusterSecret'
  | 'leaseMs'
  | 'journalKey'
  | 'journalIntervalMs'
  | 'sessionIdleMs'
  | 'replicaTag'
>;

/** For replicas that share a Redis. */
export class RedisDirectory implements Directory {
  readonly replicaId: string;
  readonly #log: Logger;
  readonly #ttlMs: number;
  readonly #keys: SessionKeys;
  readonly #cipher: JournalCipher;
  readonly #connection: RedisConnection;
  readonly #lease: ReplicaLease;
  readonly #writer: SessionWriter;
  readonly #sessions: OwnedSessions;
  readonly #upkeep: RedisUpkeep;
  /** Sessions whose takeover is under way. */
  readonly #taking = new Set<string>();

  constructor(options: RedisDirectoryOptions, log: Logger) {
    const replicaId = `${options.replicaTag}-${randomText()}`;
    const ttlMs = Math.max(options.sessionIdleMs || ENDLESS_TTL_MS, LEAST_TTL_LEASES * options.leaseMs);
    this.replicaId = replicaId;
    this.#log = log;
    this.#ttlMs = ttlMs;
    this.#keys = new SessionKeys(options.redisPrefix, options.clusterSecret);
    this.#cipher = new JournalCipher(options.journalKey);
    this.#connection = new RedisConnection(options.redisUrl, options.redisTimeoutMs);
    this.#lease = new ReplicaLease(this.#connection, this.#keys, { ...options, replicaId });
    this.#writer = new SessionWriter(this.#connection, this.#cipher, { ...options, replicaId, ttlMs });
    this.#sessions = new OwnedSessions(this.#keys, this.#writer);
    this.#writer.onLost = (session) => this.#sessions.lose(session);
    const parts = { connection: this.#connection, lease: this.#lease, sessions: this.#sessions, writer: this.#writer };
    this.#upkeep = new RedisUpkeep(parts, { ...options, ttlMs }, log);
  }

  get isAway(): boolean {
    return this.#writer.isAway;
  }

  get peers(): readonly Replica[] {
    return this.#lease.peers;
  }

  get onLost(): (sessionId: string) => void {
    return this.#sessions.onLost;
  }

  set onLost(onLost: (sessionId: string) => void) {
    this.#sessions.onLost = onLost;
  }

  async open(url: string): Promise<void> {
    let why = 'it does not answer';
    this.#connection.onDown = (reason) => {
      why = reason;
    };
    try {
      await this.#connection.open();
      if (!(await this.#connection.untilUp(START_MS))) throw new Error(why);
      await this.#lease.take(url);
    } catch (error) {
      this.#connection.close();
      if (error instanceof AppError) throw error;
      this.#log.error(`Redis cannot be reached: ${messageOf(error)}`);
      throw new DirectoryAwayError();
    }
    this.#writer.url = url;
    this.#writer.start();
    this.#upkeep.start();
  }

  async claim(sessionId: string): Promise<void> {
    const session = this.#sessions.add(sessionId, 1);
    if (!this.isAway) await this.#writer.assert([session]);
  }

  async find(sessionId: string): Promise<Owner | undefined> {
    const found = await this.#ask(redisScripts.findSession, this.#keys.session(sessionId));
    if (!Array.isArray(found) || this.#sessions.released.has(sessionId)) {
      if (this.#upkeep.isSettling) throw new DirectoryAwayError();
      return undefined;
    }
    const [id = '', url = '', epochText] = found.map(String);
    const epoch = Number(epochText);
    if (id === '' || this.#isLeftBehind(id, sessionId)) return { replica: undefined, epoch, leaseLeftMs: 0 };
    const lease = await this.#orAway(this.#lease.read(id.slice(0, id.lastIndexOf('-'))));
    if (lease?.replica.id !== id) return { replica: { id, url }, epoch, leaseLeftMs: 0 };
    return { replica: lease.replica, epoch, leaseLeftMs: lease.leftMs };
  }

  async takeOver(sessionId: string, epoch: number): Promise<ReadonlyMap<string, Buffer> | undefined> {
    const known = this.#sessions.get(sessionId);
    if (known !== undefined && known.epoch >= epoch) return undefined;
    if (this.#taking.has(sessionId) || this.#sessions.released.has(sessionId)) return undefined;
    this.#taking.add(sessionId);
    const args = [this.replicaId, epoch, this.#ttlMs, this.#writer.url];
    const taken = await this.#ask(redisScripts.takeSession, this.#keys.session(sessionId), ...args).finally(() =>
      this.#taking.delete(sessionId),
    );
    if (!Array.isArray(taken)) return undefined;
    if (known !== undefined) this.#sessions.lose(known); // another has had it meanwhile
    const { fields, unreadable } = readTakenJournal(this.#sessions.add(sessionId, epoch + 1), taken, this.#cipher);
    if (unreadable.length > 0) {
      this.#log.warn(`What Redis has of a session cannot be read with this --journal-key: ${unreadable.join(', ')}`);
    }
    return fields;
  }

  journal(sessionId: string): Journal | undefined {
    return this.#sessions.get(sessionId)?.journal;
  }

  async handOver(sessionId: string): Promise<void> {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    await this.#upkeep.restored();
    if (this.isAway || !(await this.#writer.handOver(session))) throw new DirectoryAwayError();
    this.#sessions.giveUp(session);
  }

  async release(sessionId: string): Promise<void> {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    this.#sessions.giveUp(session);
    if (this.isAway || !(await this.#writer.forget([session]))) this.#sessions.noteReleased(session);
  }

  async keepHandshake(client: string, handshake: Buffer): Promise<void> {
    const key = this.#keys.handshake(client);
    const sealed = this.#cipher.seal(handshake, key);
    await this.#ask(redisScripts.keepHandshake, key, sealed, this.#ttlMs).catch(() => {}); // it is kept with the next session
  }

  async readHandshake(client: string): Promise<Buffer | undefined> {
    const key = this.#keys.handshake(client);
    const sealed = await this.#ask(redisScripts.readHandshake, key).catch(() => undefined);
    return Buffer.isBuffer(sealed) ? this.#cipher.open(sealed, key) : undefined;
  }

  get stalls(): number {
    return this.#upkeep.stalls;
  }

  get resumedMs(): number {
    return this.#upkeep.resumedMs;
  }

  confirm(): Promise<void> | undefined {
    return this.#upkeep.confirm();
  }

  async close(): Promise<void> {
    this.#upkeep.stop();
    if (!this.isAway) {
      await this.#writer.writeChanges(this.#sessions);
      await this.#lease.drop();
    }
    this.#connection.close();
    this.#writer.stop();
    for (const session of this.#sessions) this.#sessions.giveUp(session);
  }

  /** Whether a session is this replica's only in Redis: it took it over, and never heard so. */
  #isLeftBehind(replicaId: string, sessionId: string): boolean {
    const isHere = this.#sessions.get(sessionId) !== undefined || this.#taking.has(sessionId);
    return replicaId === this.replicaId && !isHere;
  }

  async #ask(script: RedisScript, key: string, ...args: ScriptCall['args']): Promise<RedisReply> {
    if (this.isAway) throw new DirectoryAwayError();
    return this.#orAway(this.#connection.call(script, key, ...args));
  }

  async #orAway<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      this.#upkeep.leave(messageOf(error));
      throw new DirectoryAwayError();
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Eight letters or digits. */
function randomText(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
}
