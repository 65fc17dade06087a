import type { User } from '../people.ts';
import type { AdfNode } from './adf-builder.ts';
import type { Person } from './people.ts';

/** What seeds need to point at each other: people, and addresses on this site. */
export interface SeedContext {
  readonly url: string;
  readonly person: (name: Person) => User;
  /** The address of a wiki page, by its key in the seeds. */
  readonly wiki: (page: string) => string;
}

/** One issue in short. Numbers of days count back from the start of the site. */
export interface IssueSeed {
  readonly type: 'Epic' | 'Story' | 'Task' | 'Bug' | 'Sub-task';
  readonly summary: string;
  readonly status?: 'To Do' | 'In Progress' | 'In Review' | 'Blocked' | 'Done';
  readonly priority?: 'Highest' | 'High' | 'Medium' | 'Low' | 'Lowest';
  readonly to?: Person;
  readonly by?: Person;
  readonly points?: number;
  /** Estimated hours of work. */
  readonly hours?: number;
  /** Number of the epic, or of a sub-task's story, in the same project. */
  readonly under?: number;
  readonly sprints?: readonly number[];
  readonly labels?: readonly string[];
  readonly components?: readonly string[];
  readonly fix?: string;
  readonly made: number;
  readonly touched: number;
  /** Days from now until it is due; a negative number is overdue. */
  readonly due?: number;
  readonly about?: readonly AdfNode[];
  readonly comments?: readonly (readonly [who: Person, daysAgo: number, ...blocks: AdfNode[]])[];
  readonly logged?: readonly (readonly [who: Person, daysAgo: number, hours: number])[];
  readonly remote?: readonly (readonly [title: string, url: string])[];
  readonly watchers?: readonly Person[];
}
