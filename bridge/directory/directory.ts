/**
 * Remembers which replica owns a session, so that any replica can send a request home.
 *
 * A claim holds until its owner releases it or dies; keeping it alive meanwhile is the directory's own affair.
 * Each replica has a directory object of its own; those that share a store see each other's claims.
 */
export interface Directory {
  /** Claims a session for this replica. Resolves to the id of the replica that owns it after the call: the first to claim it. */
  claim(sessionId: string): Promise<string>;
  /** Resolves to the id of the owner, or `undefined` where nobody owns the session. */
  ownerOf(sessionId: string): Promise<string | undefined>;
  /** Gives a session up. Does nothing for a session that another replica owns. */
  release(sessionId: string): Promise<void>;
  /** Gives up every session of this replica. */
  close(): Promise<void>;
}
