import type { User } from '../people.ts';
import type { Person } from './people.ts';

/** What a page body needs to mention people and to link to its siblings. */
export interface PageSeedContext {
  readonly url: string;
  readonly person: (name: Person) => User;
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
  readonly inline?: readonly (readonly [who: Person, daysAgo: number, selection: string, body: string])[];
  readonly viewers?: readonly Person[];
  readonly editors?: readonly Person[];
}
