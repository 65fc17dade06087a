import type { Journal } from './journal.ts';

type Value = Buffer | (() => Buffer);

/** A field, as the journal knows it and as Redis does. */
interface Entry {
  readonly field: string;
  /** Undefined: removed. */
  value: Value | undefined;
  /** Whether Redis has a value of it, as far as is known. */
  isStored: boolean;
  /** Whether a round holds it. */
  isDue: boolean;
}

/** What changed within one interval, and who waits until it is written. */
class Round {
  readonly entries: Entry[] = [];
  #letGo: (() => void) | undefined;
  #written: Promise<void> | undefined;

  get written(): Promise<void> {
    this.#written ??= new Promise((resolve) => {
      this.#letGo = resolve;
    });
    return this.#written;
  }

  /** Lets go who waits. Who comes later waits anew. */
  end(): void {
    this.#letGo?.();
    this.#letGo = undefined;
    this.#written = undefined;
  }
}

/** What to write of a journal; `end` is to be called when it is written, or when nobody is to wait for it any more. */
export interface JournalChanges {
  readonly removed: readonly string[];
  readonly stored: readonly (readonly [field: string, value: Buffer])[];
  readonly end: () => void;
}

/** Sees to it that what is due is written. */
export interface JournalKeeper {
  /** Whether changes are to be noted. Where not, nobody needs them, or all of the journal will be written later. */
  readonly isNoting: boolean;
  /** There is a change to write. */
  noteChange(): void;
}

/**
 * The journal of one session. It keeps all values, since Redis may lose them.
 *
 * A change is noted in the young round. With each interval the young round becomes the one that is due, and what is due is
 * written: so a change is written when it is one to two intervals old, and never where it was undone before.
 */
export class RedisJournal implements Journal {
  readonly #keeper: JournalKeeper;
  readonly #entries = new Map<string, Entry>();
  #young = new Round();
  #due = new Round();
  /** The last of those that have been sent, and how many of them are not answered yet. */
  #sent = new Round();
  #sentCount = 0;
  /** Values in the rounds that are young or due. */
  #unwritten = 0;

  constructor(keeper: JournalKeeper) {
    this.#keeper = keeper;
  }

  put(field: string, value: Value): void {
    const entry = this.#entries.get(field);
    if (entry !== undefined) {
      entry.value = value;
      if (!entry.isDue) this.#note(entry);
      return;
    }
    const added = { field, value, isStored: false, isDue: false };
    this.#entries.set(field, added);
    this.#note(added);
  }

  // The value is let go by hand: the tables that a busy Map leaves behind outlive their entries.
  remove(field: string): void {
    const entry = this.#entries.get(field);
    if (entry === undefined) return;
    this.#entries.delete(field);
    entry.value = undefined;
    if (!entry.isDue) {
      if (entry.isStored) this.#note(entry);
      return;
    }
    this.#unwritten -= 1;
    if (this.#unwritten === 0 && this.#sentCount === 0) this.letGo();
  }

  get isStored(): boolean {
    return this.#keeper.isNoting && this.#unwritten === 0 && this.#sentCount === 0;
  }

  written(): Promise<void> | undefined {
    if (!this.#keeper.isNoting || this.isStored) return undefined;
    if (this.#young.entries.length > 0) return this.#young.written;
    return (this.#due.entries.length > 0 ? this.#due : this.#sent).written;
  }

  /** Notes what another replica wrote. */
  load(field: string, value: Buffer): void {
    this.#entries.set(field, { field, value, isStored: true, isDue: false });
  }

  /** Takes what is due. Undefined where that is nothing. To be called once in an interval while there are changes. */
  takeDue(): JournalChanges | undefined {
    const round = this.#due;
    this.#due = this.#young;
    this.#young = new Round();
    return this.#take(round.entries, [round]);
  }

  /** Takes all changes. */
  takeChanges(): JournalChanges | undefined {
    return this.#take([...this.#due.entries, ...this.#young.entries], this.#newRounds());
  }

  /** Takes all that there is. */
  takeAll(): JournalChanges | undefined {
    for (const entry of [...this.#due.entries, ...this.#young.entries]) entry.isDue = false;
    this.#unwritten = 0;
    return this.#take([...this.#entries.values()], this.#newRounds());
  }

  /** Whether there are changes to take. */
  get isChanged(): boolean {
    return this.#due.entries.length > 0 || this.#young.entries.length > 0;
  }

  /** Nobody is to wait any more. */
  letGo(): void {
    for (const round of [this.#sent, this.#due, this.#young]) round.end();
  }

  #note(entry: Entry): void {
    if (!this.#keeper.isNoting) return;
    entry.isDue = true;
    if (entry.value !== undefined) this.#unwritten += 1;
    this.#young.entries.push(entry);
    this.#keeper.noteChange();
  }

  #newRounds(): Round[] {
    const rounds = [this.#due, this.#young];
    this.#due = new Round();
    this.#young = new Round();
    return rounds;
  }

  #take(entries: readonly Entry[], rounds: readonly Round[]): JournalChanges | undefined {
    const removed: string[] = [];
    const stored: [string, Buffer][] = [];
    for (const entry of entries) {
      const { field, value } = entry;
      if (value !== undefined) {
        if (entry.isDue) this.#unwritten -= 1;
        entry.isStored = true;
        stored.push([field, typeof value === 'function' ? value() : value]);
      } else if (entry.isStored) removed.push(field);
      entry.isDue = false;
    }
    const endRounds = (): void => {
      for (const round of rounds) round.end();
    };
    if (removed.length === 0 && stored.length === 0) {
      if (this.#sentCount === 0) endRounds();
      else void this.#sent.written.then(endRounds);
      return undefined;
    }
    this.#sentCount += 1;
    this.#sent = rounds.at(-1) ?? this.#sent;
    const end = (): void => {
      this.#sentCount -= 1;
      endRounds();
    };
    return { removed, stored, end };
  }
}
