import type { RequestId } from '@modelcontextprotocol/sdk/types.js';

/**
 * The answers to the messages of one array, which go out as one array when the last is there (JSON-RPC 2.0 §6).
 * Of the versions of MCP only 2025-03-26 has batches. They are taken in all, as an array can mean nothing else.
 */
export class Batch {
  readonly #awaited: Set<RequestId>;
  readonly #answers: object[];
  readonly #write: (answers: readonly object[]) => Promise<void>;

  constructor(batch: {
    /** The requests that are yet to be answered. */
    readonly awaited: readonly RequestId[];
    /** What is answered already. */
    readonly answers: readonly object[];
    readonly write: (answers: readonly object[]) => Promise<void>;
  }) {
    this.#awaited = new Set(batch.awaited);
    this.#answers = [...batch.answers];
    this.#write = batch.write;
  }

  async answer(id: RequestId, answer: object): Promise<void> {
    this.#answers.push(answer);
    await this.forgo(id);
  }

  /** Awaits no answer to this request any more. */
  async forgo(id: RequestId): Promise<void> {
    if (this.#awaited.delete(id)) await this.writeIfWhole();
  }

  /** Notifications alone are answered with nothing at all, and not with an empty array. */
  async writeIfWhole(): Promise<void> {
    if (this.#awaited.size === 0 && this.#answers.length > 0) await this.#write(this.#answers);
  }
}
