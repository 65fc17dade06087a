import type { User } from '../people.ts';
import type { Person } from './people.ts';

/** What a page body needs to mention people and to link to its siblings. */
export interface PageSeedContext {
  readonly url: string;
  readonly person: (name: Person) => User;
}

/** A thread about a text of the page. */
interface InlineSeed {
  readonly by: Person;
  readonly ago: number;
  readonly selection: string;
  readonly body: string;
  readonly answers?: readonly (readonly [who: Person, daysAgo: number, body: string])[];
  readonly resolved?: readonly [who: Person, daysAgo: number];
}

/** A file of a page; its bytes by version, oldest first. */
interface FileSeed {
  readonly name: string;
  readonly mediaType: string;
  readonly versions: readonly (readonly [who: Person, daysAgo: number, bytes: Buffer, comment: string])[];
}

/** One page in short. The key is for other seeds to point at it; order gives the ids. */
export interface PageSeed {
  readonly key: string;
  readonly title: string;
  /** Key of the page above; the first page of a space is its home. */
  readonly under?: string;
  readonly by: Person;
  readonly made: number;
  /** Earlier texts, oldest first: who wrote them and what the version said. */
  readonly earlier?: readonly (readonly [who: Person, daysAgo: number, body: string])[];
  readonly last: readonly [who: Person, daysAgo: number, message: string];
  readonly labels?: readonly string[];
  readonly body: string;
  readonly footer?: readonly (readonly [who: Person, daysAgo: number, body: string, answerTo?: number])[];
  readonly inline?: readonly InlineSeed[];
  readonly files?: readonly FileSeed[];
  readonly favouriteOf?: readonly Person[];
  readonly viewers?: readonly Person[];
  readonly editors?: readonly Person[];
}
