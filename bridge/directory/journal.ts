/**
 * What the store keeps of a session, field by field, for the replica that takes it over. Written behind: `put` and
 * `remove` only note what to write, and what is put and removed again before its turn is never written.
 */
export interface Journal {
  /** The value may be made when it is written. It holds for ever, unless it is put again or removed. */
  put(field: string, value: Buffer | (() => Buffer)): void;
  remove(field: string): void;
  /** Whether the store has all of it. */
  readonly isStored: boolean;
  /**
   * Resolves once all that was put so far is written. Undefined where it is already, or where the store is away: nobody
   * is to wait for it then. Never rejects.
   */
  written(): Promise<void> | undefined;
}
