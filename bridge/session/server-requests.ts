import type { MessageId } from '../jsonrpc/envelope.ts';
import type { SessionJournal } from './session-journal.ts';

/**
 * The child's requests that the client has not answered yet. Those of a child that died are nobody's any more: the client
 * is told so, and an answer that it sends all the same must not reach the next child, which counts its own requests.
 */
export class ServerRequests {
  readonly #most: number;
  readonly #journal: SessionJournal | undefined;
  readonly #asked = new Map<string, MessageId>();
  readonly #orphaned = new Set<string>();

  /** Beyond `most`, the oldest are no longer followed. */
  constructor(most: number, journal?: SessionJournal) {
    this.#most = most;
    this.#journal = journal;
  }

  get size(): number {
    return this.#asked.size;
  }

  asked(id: MessageId): void {
    this.#orphaned.delete(id.key);
    this.#asked.set(id.key, id);
    const [oldest = ''] = this.#asked.size > this.#most ? this.#asked.keys() : [];
    this.#asked.delete(oldest);
    this.#note();
  }

  /** False for an answer to a child that is no more, and for one that came before and was sent again. */
  answered(idKey: string | undefined, isRetried = false): boolean {
    if (idKey === undefined) return true;
    if (!this.#asked.delete(idKey)) return !this.#orphaned.delete(idKey) && !isRetried;
    this.#note();
    return true;
  }

  /** The child has gone. Returns what it had asked. */
  orphan(): MessageId[] {
    const ids = [...this.#asked.values()];
    this.#asked.clear();
    this.#orphaned.clear();
    for (const { key } of ids) this.#orphaned.add(key);
    if (ids.length > 0) this.#note();
    return ids;
  }

  #note(): void {
    if (this.#journal !== undefined) this.#journal.asked([...this.#asked.values()]);
  }
}
