import type { JournalCipher } from './journal-cipher.ts';
import type { ChangeWriter, OwnedSession } from './owned-session.ts';
import type { RedisConnection, ScriptCall } from './redis-connection.ts';
import type { JournalChanges } from './redis-journal.ts';
import { redisScripts } from './redis-scripts.ts';
import { journalField } from './taken-journal.ts';

/** Most that is sent in one go: other commands wait behind it. */
const MOST_AT_ONCE = 500;
const MOST_BYTES_AT_ONCE = 4 * 1024 ** 2;

/** What the scripts answer instead of the epoch of a session that they have written. */
const GONE = -1;
const LOST = 0;

export interface WriterOptions {
  readonly replicaId: string;
  /** How long Redis keeps a session that nobody writes. */
  readonly ttlMs: number;
  readonly journalIntervalMs: number;
}

/** One script to run for a session. */
interface Write {
  readonly session: OwnedSession;
  readonly call: ScriptCall;
  readonly bytes: number;
  readonly changes: JournalChanges | undefined;
}

/** Writes sessions to Redis: whole, or what their journals have noted, once in an interval for all of them together. */
export class SessionWriter implements ChangeWriter {
  /** Where other replicas reach this one. */
  url = '';
  /** Nothing is written while Redis is away. Later, sessions have to be written whole. */
  isAway = true;
  onLost: (session: OwnedSession) => void = () => {};
  onFailed: (why: string) => void = () => {};
  readonly #connection: RedisConnection;
  readonly #cipher: JournalCipher;
  readonly #options: WriterOptions;
  readonly #changed = new Set<OwnedSession>();
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;

  constructor(connection: RedisConnection, cipher: JournalCipher, options: WriterOptions) {
    this.#connection = connection;
    this.#cipher = cipher;
    this.#options = options;
  }

  noteChange(session: OwnedSession): void {
    this.#changed.add(session);
    if (this.#timer === undefined && !this.#isFlushing) this.#flushIn(this.#options.journalIntervalMs);
  }

  /** Writes sessions as this replica knows them. False where Redis failed. */
  assert(sessions: Iterable<OwnedSession>): Promise<boolean> {
    return this.#each(sessions, (session) => {
      const { replicaId, ttlMs } = this.#options;
      const changes = session.takeAll();
      const args = [replicaId, session.epoch, ttlMs, this.url];
      return this.#write(session, redisScripts.assertSession, args, changes);
    });
  }

  /** Makes sessions live on, and finds out which are still this replica's. False where Redis failed. */
  refresh(sessions: Iterable<OwnedSession>): Promise<boolean> {
    return this.#each(sessions, (session) => this.#writeChanges(session, undefined));
  }

  /** As `refresh`, after this replica was silent: who is about to take one of them over must look again. */
  reclaim(sessions: Iterable<OwnedSession>): Promise<boolean> {
    return this.#each(sessions, (session) => this.#writeChanges(session, undefined, { raise: 1 }));
  }

  /** Writes what journals have noted, without waiting for its turn. False where Redis failed. */
  writeChanges(sessions: Iterable<OwnedSession>): Promise<boolean> {
    return this.#each(sessions, (session) => {
      const changes = session.journal.takeChanges();
      return changes && this.#writeChanges(session, changes);
    });
  }

  /** Writes what is left of the journal, and makes the session free. False where Redis failed. */
  async handOver(session: OwnedSession): Promise<boolean> {
    if (!(await this.refresh([session]))) return false; // writes it whole where Redis had lost it
    return this.#each([session], () => this.#writeChanges(session, session.journal.takeChanges(), { owner: '' }));
  }

  /** Has sessions forgotten that are over. False where Redis failed. */
  async forget(sessions: readonly OwnedSession[]): Promise<boolean> {
    const { replicaId, ttlMs } = this.#options;
    for (let first = 0; first < sessions.length; first += MOST_AT_ONCE) {
      const calls = sessions.slice(first, first + MOST_AT_ONCE).map(({ key, epoch }) => {
        return { script: redisScripts.releaseSession, key, args: [replicaId, epoch, ttlMs] };
      });
      const failed = (await this.#connection.run(calls)).find((answer) => answer instanceof Error);
      if (failed !== undefined) {
        this.onFailed(failed.message);
        return false;
      }
    }
    return true;
  }

  /** Redis can be written from now on. */
  start(): void {
    this.isAway = false;
  }

  /** It cannot. What was to be written is forgotten. */
  stop(): void {
    this.isAway = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
  }

  #flushIn(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#flush();
    }, ms);
  }

  async #flush(): Promise<void> {
    const startedMs = performance.now();
    this.#isFlushing = true;
    const sessions = [...this.#changed];
    this.#changed.clear();
    await this.#each(sessions, (session) => {
      const changes = session.journal.takeDue();
      if (session.journal.isChanged) this.#changed.add(session);
      return changes && this.#writeChanges(session, changes);
    });
    this.#isFlushing = false;
    const restMs = this.#options.journalIntervalMs - (performance.now() - startedMs);
    if (this.#changed.size > 0 && this.#timer === undefined) this.#flushIn(Math.max(restMs, 0));
  }

  /** Runs one script for each session, many at a time. Those that Redis has lost are written whole. */
  async #each(sessions: Iterable<OwnedSession>, take: (session: OwnedSession) => Write | undefined): Promise<boolean> {
    const gone: Write[] = [];
    let writes: Write[] = [];
    let bytes = 0;
    const send = async (): Promise<boolean> => {
      const answers = await this.#connection.run(writes.map(({ call }) => call));
      let failed: Error | undefined;
      writes.forEach((write, index) => {
        const answer = answers[index] ?? null;
        if (answer instanceof Error) failed = answer;
        if (answer === LOST) this.onLost(write.session);
        if (answer === GONE) gone.push(write);
        else write.changes?.end();
        if (typeof answer === 'number' && answer > LOST) write.session.epoch = answer;
      });
      writes = [];
      bytes = 0;
      if (failed !== undefined) this.onFailed(failed.message);
      return failed === undefined;
    };
    let isDone = true;
    for (const session of sessions) {
      const write = session.isOwned ? take(session) : undefined;
      if (write === undefined) continue;
      writes.push(write);
      bytes += write.bytes;
      if (writes.length >= MOST_AT_ONCE || bytes >= MOST_BYTES_AT_ONCE) isDone = await send();
      if (!isDone) break;
    }
    if (isDone && writes.length > 0) isDone = await send();
    if (isDone && gone.length > 0) isDone = await this.assert(gone.map(({ session }) => session));
    for (const { changes } of gone) changes?.end();
    return isDone;
  }

  #writeChanges(
    session: OwnedSession,
    changes: JournalChanges | undefined,
    { owner = this.#options.replicaId, raise = 0 } = {},
  ): Write {
    const { replicaId, ttlMs } = this.#options;
    const removed = changes?.removed ?? [];
    const args = [replicaId, ttlMs, owner, raise, removed.length, ...removed.map(journalField)];
    return this.#write(session, redisScripts.writeSession, args, changes);
  }

  #write(
    session: OwnedSession,
    script: ScriptCall['script'],
    args: (string | number | Buffer)[],
    changes: JournalChanges | undefined,
  ): Write {
    const { key } = session;
    let bytes = 0;
    for (const [name, value] of changes?.stored ?? []) {
      const field = journalField(name);
      const sealed = this.#cipher.seal(value, `${key} ${field}`);
      args.push(field, sealed);
      bytes += sealed.length;
    }
    return { session, call: { script, key, args }, bytes, changes };
  }
}
