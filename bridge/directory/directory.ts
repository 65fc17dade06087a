import type { Journal } from './journal.ts';

/** A replica, as others know it. */
export interface Replica {
  /** Of one start of it: `<tag>-<random>`. */
  readonly id: string;
  /** Where other replicas reach it: `http://10.0.0.7:8000`. */
  readonly url: string;
}

/** Who runs a session. */
export interface Owner {
  /** Undefined: its last owner handed it over, and it is free. */
  readonly replica: Replica | undefined;
  /** How often the session has changed hands. Whoever takes it over names it, so that of two only one can. */
  readonly epoch: number;
  /** How long the owner's lease still runs; 0: it has lapsed, which may mean that the owner is lost. Milliseconds. */
  readonly leaseLeftMs: number;
}

/**
 * Remembers which replica owns a session, and what another needs to go on with it.
 *
 * A replica holds one lease for all its sessions, and keeps it alive itself. A session is a replica's from `claim` to
 * `release` or `handOver`, or until another takes it over: which may be done once its owner's lease has lapsed and it does
 * not answer any more. Each replica has a directory object of its own; those that share a store see each other's claims.
 *
 * A method that has to ask the store rejects with `DirectoryAwayError` where that cannot be reached in time.
 */
export interface Directory {
  /** The id of this replica. */
  readonly replicaId: string;
  /** Whether the store cannot be reached at the moment. Sessions on their own replica go on. */
  readonly isAway: boolean;
  /** Other replicas whose lease was live when the store was last asked, some seconds ago at most. */
  readonly peers: readonly Replica[];

  /**
   * Takes the lease and keeps it. Waits for a lost replica's lease of the same tag to lapse.
   * Rejects with `ReplicaTagTakenError` where another replica with this tag lives, with `ClusterSecretDiffersError`, and
   * with `DirectoryAwayError`.
   */
  open(url: string): Promise<void>;

  /** Claims a session that this replica has just made. Never rejects: where the store is away, it is claimed once that is back. */
  claim(sessionId: string): Promise<void>;

  /** Resolves to the owner of a session, or to `undefined` where there is no such session. */
  find(sessionId: string): Promise<Owner | undefined>;

  /**
   * Makes this replica the owner of a session that had `epoch`. Resolves to what its journal holds, or to `undefined`
   * where another was faster, or the session is over. Where it rejects, it may have happened all the same: `find` then
   * says that the session is free.
   */
  takeOver(sessionId: string, epoch: number): Promise<ReadonlyMap<string, Buffer> | undefined>;

  /** The journal of a session that this replica owns, always the same object; undefined where nobody could take it over. */
  journal(sessionId: string): Journal | undefined;

  /** Writes what the journal has yet to write and gives the session up: whoever wants it may take it over at once. */
  handOver(sessionId: string): Promise<void>;

  /** The session is over: it and its journal are forgotten. Never rejects. Does nothing for a session that another owns. */
  release(sessionId: string): Promise<void>;

  /** Keeps the handshake of the latest session of clients that are alike. Never rejects. */
  keepHandshake(client: string, handshake: Buffer): Promise<void>;

  /** Resolves to that handshake, whichever replica has kept it; to `undefined` where there is none, or the store is away. */
  readHandshake(client: string): Promise<Buffer | undefined>;

  /**
   * Undefined while nobody can have taken over a session of this replica without its knowledge. After a pause that was
   * longer than the lease (a stopped process, a sleeping machine): resolves once the store has said which sessions are
   * still its own; `onLost` has been called for the others by then.
   */
  confirm(): Promise<void> | undefined;

  /** How many such pauses there have been. */
  readonly stalls: number;

  /** When it was last known what such a pause had changed, by `performance.now()`; 0: there was none. */
  readonly resumedMs: number;

  /** Called for a session that this replica had, and that another has taken over. */
  onLost: (sessionId: string) => void;

  /** Gives the lease up. Sessions that are neither released nor handed over may be taken over at once. */
  close(): Promise<void>;
}
