import type { Directory } from './directory.ts';

/** For one replica; and, with a store that several share, for tests of several in one process. */
export class MemoryDirectory implements Directory {
  readonly #replicaId: string;
  readonly #owners: Map<string, string>;

  /** `owners` is the store: the owner's replica id by session id. */
  constructor(replicaId: string, owners: Map<string, string> = new Map()) {
    this.#replicaId = replicaId;
    this.#owners = owners;
  }

  // No await between looking and setting: that gap is where two replicas would both win.
  async claim(sessionId: string): Promise<string> {
    const owner = this.#owners.get(sessionId) ?? this.#replicaId;
    this.#owners.set(sessionId, owner);
    return owner;
  }

  async ownerOf(sessionId: string): Promise<string | undefined> {
    return this.#owners.get(sessionId);
  }

  async release(sessionId: string): Promise<void> {
    if (this.#owners.get(sessionId) === this.#replicaId) this.#owners.delete(sessionId);
  }

  async close(): Promise<void> {
    for (const sessionId of this.#owners.keys()) await this.release(sessionId);
  }
}
