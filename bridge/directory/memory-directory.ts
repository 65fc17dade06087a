import { ReplicaTagTakenError } from '../errors.ts';
import type { Directory, Owner, Replica } from './directory.ts';
import type { Journal } from './journal.ts';

/** What is left of a lease while its replica lives: here it cannot be lost without being closed. Milliseconds. */
const LEASE_MS = 3_000;

/** What replicas in one process share. */
export class MemoryStore {
  /** Live replicas by tag. */
  readonly replicas = new Map<string, Replica>();
  readonly sessions = new Map<string, StoredSession>();
  /** By client. */
  readonly handshakes = new Map<string, Buffer>();
}

interface StoredSession {
  /** Undefined: it was handed over. */
  owner: MemoryDirectory | undefined;
  epoch: number;
  readonly fields: Map<string, Buffer>;
}

/** For a replica that stands alone; and, with a store that several share, for tests of several in one process. */
export class MemoryDirectory implements Directory {
  readonly replicaId: string;
  readonly isAway = false;
  readonly stalls = 0;
  readonly resumedMs = 0;
  onLost: (sessionId: string) => void = () => {};
  readonly #tag: string;
  readonly #store: MemoryStore;
  readonly #isAlone: boolean;
  readonly #journals = new Map<string, Journal>();
  #url = '';

  /** `replicaId` is `<tag>-<random>`. Without a store there are no journals: nobody could take a session over. */
  constructor(replicaId: string, store?: MemoryStore) {
    this.replicaId = replicaId;
    this.#tag = /^(.*)-/.exec(replicaId)?.[1] ?? replicaId;
    this.#store = store ?? new MemoryStore();
    this.#isAlone = store === undefined;
  }

  get peers(): readonly Replica[] {
    return [...this.#store.replicas.values()].filter(({ id }) => id !== this.replicaId);
  }

  async open(url: string): Promise<void> {
    const holder = this.#store.replicas.get(this.#tag);
    if (holder !== undefined) throw new ReplicaTagTakenError(this.#tag, holder.url);
    this.#url = url;
    this.#store.replicas.set(this.#tag, { id: this.replicaId, url });
  }

  async claim(sessionId: string): Promise<void> {
    this.#own(sessionId, { owner: this, epoch: 1, fields: new Map() });
  }

  async find(sessionId: string): Promise<Owner | undefined> {
    const session = this.#store.sessions.get(sessionId);
    if (session === undefined) return undefined;
    const { owner, epoch } = session;
    if (owner === undefined) return { replica: undefined, epoch, leaseLeftMs: 0 };
    const isAlive = this.#store.replicas.get(owner.#tag)?.id === owner.replicaId;
    return { replica: { id: owner.replicaId, url: owner.#url }, epoch, leaseLeftMs: isAlive ? LEASE_MS : 0 };
  }

  // No await between looking and setting: that gap is where two replicas would both win.
  async takeOver(sessionId: string, epoch: number): Promise<ReadonlyMap<string, Buffer> | undefined> {
    const session = this.#store.sessions.get(sessionId);
    if (session === undefined || session.epoch !== epoch || session.owner === this) return undefined;
    if (session.owner !== undefined) session.owner.#lose(sessionId);
    this.#own(sessionId, { ...session, owner: this, epoch: epoch + 1 });
    return new Map(session.fields);
  }

  journal(sessionId: string): Journal | undefined {
    return this.#journals.get(sessionId);
  }

  async handOver(sessionId: string): Promise<void> {
    const session = this.#owned(sessionId);
    if (session === undefined) return;
    session.owner = undefined;
    this.#journals.delete(sessionId);
  }

  async release(sessionId: string): Promise<void> {
    if (this.#owned(sessionId) === undefined) return;
    this.#store.sessions.delete(sessionId);
    this.#journals.delete(sessionId);
  }

  async keepHandshake(client: string, handshake: Buffer): Promise<void> {
    if (!this.#isAlone) this.#store.handshakes.set(client, handshake);
  }

  async readHandshake(client: string): Promise<Buffer | undefined> {
    return this.#store.handshakes.get(client);
  }

  confirm(): undefined {
    return undefined;
  }

  async close(): Promise<void> {
    if (this.#store.replicas.get(this.#tag)?.id === this.replicaId) this.#store.replicas.delete(this.#tag);
    this.#journals.clear();
  }

  #own(sessionId: string, session: StoredSession): void {
    this.#store.sessions.set(sessionId, session);
    if (this.#isAlone) return;
    const whileOwned = (write: () => void): void => {
      if (session.owner === this && this.#store.sessions.get(sessionId) === session) write();
    };
    this.#journals.set(sessionId, {
      put: (field, value) => whileOwned(() => session.fields.set(field, typeof value === 'function' ? value() : value)),
      remove: (field) => whileOwned(() => session.fields.delete(field)),
      isStored: true,
      written: () => undefined,
    });
  }

  #owned(sessionId: string): StoredSession | undefined {
    const session = this.#store.sessions.get(sessionId);
    return session?.owner === this ? session : undefined;
  }

  #lose(sessionId: string): void {
    this.#journals.delete(sessionId);
    this.onLost(sessionId);
  }
}
