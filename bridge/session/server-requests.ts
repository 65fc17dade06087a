import type { MessageId } from '../jsonrpc/envelope.ts';

/**
 * The child's requests that the client has not answered yet. Those of a child that died are nobody's any more: the client
 * is told so, and an answer that it sends all the same must not reach the next child, which counts its own requests.
 */
export class ServerRequests {
  readonly #most: number;
  readonly #asked = new Map<string, MessageId>();
  readonly #orphaned = new Set<string>();

  /** Beyond `most`, the oldest are no longer followed. */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#asked.size;
  }

  asked(id: MessageId): void {
    this.#orphaned.delete(id.key);
    this.#asked.set(id.key, id);
    const [oldest = ''] = this.#asked.size > this.#most ? this.#asked.keys() : [];
    this.#asked.delete(oldest);
  }

  /** False for an answer to a child that is no more. */
  answered(idKey: string | undefined): boolean {
    if (idKey === undefined || this.#asked.delete(idKey)) return true;
    return !this.#orphaned.delete(idKey);
  }

  /** The child has gone. Returns what it had asked. */
  orphan(): MessageId[] {
    const ids = [...this.#asked.values()];
    this.#asked.clear();
    this.#orphaned.clear();
    for (const { key } of ids) this.#orphaned.add(key);
    return ids;
  }
}
