import { type JournalChanges, type JournalKeeper, RedisJournal } from './redis-journal.ts';

/** Writes what sessions have noted. */
export interface ChangeWriter {
  readonly isAway: boolean;
  noteChange(session: OwnedSession): void;
}

/** A session that this replica owns, as Redis is to know it. */
export class OwnedSession implements JournalKeeper {
  readonly id: string;
  /** Its key in Redis. */
  readonly key: string;
  epoch: number;
  /** False once it is released, handed over or lost: from then on nothing of it is written. */
  isOwned = true;
  readonly #writer: ChangeWriter;
  #journal: RedisJournal | undefined;

  constructor(id: string, key: string, epoch: number, writer: ChangeWriter) {
    this.id = id;
    this.key = key;
    this.epoch = epoch;
    this.#writer = writer;
  }

  get journal(): RedisJournal {
    this.#journal ??= new RedisJournal(this);
    return this.#journal;
  }

  get isNoting(): boolean {
    return this.isOwned && !this.#writer.isAway;
  }

  noteChange(): void {
    this.#writer.noteChange(this);
  }

  /** All of its journal; undefined where that is empty. */
  takeAll(): JournalChanges | undefined {
    return this.#journal?.takeAll();
  }

  /** Nobody is to wait for its journal. */
  letGo(): void {
    this.#journal?.letGo();
  }

  /** It is another's now, or nobody's. */
  giveUp(): void {
    this.isOwned = false;
    this.letGo();
  }
}
