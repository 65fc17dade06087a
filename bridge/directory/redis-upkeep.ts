import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DirectoryAwayError } from '../errors.ts';
import type { Replica } from './directory.ts';
import type { OwnedSessions } from './owned-sessions.ts';
import { MAX_BACKOFF_MS, type RedisConnection } from './redis-connection.ts';
import type { ReplicaLease } from './replica-lease.ts';
import type { SessionWriter } from './session-writer.ts';
import { StallWatch } from './stall-watch.ts';

/**
 * When Redis has lost what it had, sessions are missing there until their owners have noticed: each tries to connect at least
 * every `MAX_BACKOFF_MS`, and needs a moment to write. Milliseconds.
 */
const SETTLE_MS = 2 * MAX_BACKOFF_MS;
/** Between two attempts to ask after a pause. Milliseconds. */
const RETRY_MS = 50;

interface UpkeepParts {
  readonly connection: RedisConnection;
  readonly lease: ReplicaLease;
  readonly sessions: OwnedSessions;
  readonly writer: SessionWriter;
}

interface UpkeepOptions {
  readonly leaseMs: number;
  readonly redisTimeoutMs: number;
  readonly ttlMs: number;
}

/**
 * Keeps in Redis what is this replica's: makes its lease and its sessions live on, and writes them again when Redis comes back
 * without them. Finds out what was lost while this process stood still.
 */
export class RedisUpkeep {
  readonly #parts: UpkeepParts;
  readonly #options: UpkeepOptions;
  readonly #log: Logger;
  readonly #watch: StallWatch;
  #ticks: NodeJS.Timeout | undefined;
  #refreshedMs = performance.now();
  #settledMs = 0;
  #restoring: Promise<void> | undefined;
  #confirming: Promise<void> | undefined;
  /** The id of another replica that has the lease of this one. */
  #rival: string | undefined;

  constructor(parts: UpkeepParts, options: UpkeepOptions, log: Logger) {
    this.#parts = parts;
    this.#options = options;
    this.#log = log;
    this.#watch = new StallWatch(options.leaseMs);
  }

  /** Whether sessions may be missing in Redis that their owners are about to write again. */
  get isSettling(): boolean {
    return performance.now() < this.#settledMs;
  }

  /** As `Directory.stalls`. */
  get stalls(): number {
    return this.#watch.stalls;
  }

  /** As `Directory.resumedMs`. */
  get resumedMs(): number {
    return this.#watch.resumedMs;
  }

  /** To be called once the lease is taken. */
  start(): void {
    const { connection, writer } = this.#parts;
    connection.onDown = (why) => this.leave(why);
    connection.onUp = () => void this.#renew();
    writer.onFailed = (why) => this.leave(why);
    this.#watch.tick();
    this.#watch.clear(); // the start may have taken longer than a lease
    this.#watch.stalls = 0;
    this.#watch.resumedMs = 0;
    this.#ticks = setInterval(() => void this.#tick(), this.#options.leaseMs / 3);
  }

  stop(): void {
    clearInterval(this.#ticks);
    this.#parts.connection.onUp = () => {};
  }

  /** Resolves once Redis has no older state of a session than this replica. */
  async restored(): Promise<void> {
    await this.#restoring;
  }

  /** As `Directory.confirm`. */
  confirm(): Promise<void> | undefined {
    if (!this.#watch.look()) return undefined;
    if (this.#confirming === undefined) {
      this.#confirming = this.#confirm().finally(() => {
        this.#confirming = undefined;
      });
      this.#confirming.catch(() => {}); // whoever only looks whether there is something to confirm need not wait for it
    }
    return this.#confirming;
  }

  /** Redis is away, and why. */
  leave(why: string): void {
    const { writer, sessions } = this.#parts;
    if (writer.isAway) return;
    writer.stop();
    sessions.letGo();
    this.#log.warn(`Redis is away, and the sessions of this replica go on without it: ${why}`);
  }

  async #tick(): Promise<void> {
    this.#watch.tick();
    if (this.#watch.isStalled)
      await this.confirm()?.catch(() => {}); // the next tick tries again
    else await this.#renew();
  }

  /**
   * Makes the lease and, from time to time, the sessions live on. `reclaims`: after a pause, whoever is about to take one of them
   * over has to look again. Tells whether Redis answered.
   */
  async #renew({ reclaims = false } = {}): Promise<boolean> {
    const { lease, sessions, writer } = this.#parts;
    try {
      const state = await lease.renew();
      if (typeof state === 'object') this.#noteRival(state);
      if (writer.isAway || state === 'lapsed') this.#settledMs = performance.now() + SETTLE_MS;
      const isDue = state === 'lapsed' || performance.now() - this.#refreshedMs > this.#options.ttlMs / 3;
      const wasAway = writer.isAway;
      if (wasAway) await this.#restore();
      if (!writer.isAway && (reclaims || (isDue && !wasAway))) {
        this.#refreshedMs = performance.now();
        await (reclaims ? writer.reclaim(sessions) : writer.refresh(sessions));
      }
      return !writer.isAway;
    } catch (error) {
      this.leave(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  async #confirm(): Promise<void> {
    for (let deadlineMs = performance.now() + this.#options.redisTimeoutMs; ; ) {
      const { stalls } = this.#watch;
      const hasAnswered = await this.#renew({ reclaims: true });
      const hasStalled = this.#watch.look() && this.#watch.stalls > stalls;
      if (hasStalled) deadlineMs = performance.now() + this.#options.redisTimeoutMs;
      else if (hasAnswered) return this.#watch.clear();
      else if (performance.now() > deadlineMs) throw new DirectoryAwayError();
      else await delay(RETRY_MS);
    }
  }

  /** Redis is back, perhaps empty or with older data: everything is written again. */
  #restore(): Promise<void> {
    const { sessions, writer } = this.#parts;
    const restore = async (): Promise<void> => {
      writer.start();
      this.#refreshedMs = performance.now();
      const released = [...sessions.released.values()];
      if (await writer.forget(released)) for (const { id } of released) sessions.released.delete(id);
      if (await writer.assert(sessions)) this.#log.info('Redis is back');
    };
    this.#restoring ??= restore().finally(() => {
      this.#restoring = undefined;
    });
    return this.#restoring;
  }

  #noteRival({ id, url }: Replica): void {
    if (this.#rival === id) return;
    this.#rival = id;
    this.#log.error(`Another replica, at ${url}, has taken the tag of this one, which still runs.`);
  }
}
