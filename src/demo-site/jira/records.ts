import type { User } from '../people.ts';
import type { AdfDocument } from './adf.ts';

/** Moments are milliseconds since the epoch; days are `YYYY-MM-DD`. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface IssueType extends Named {
  readonly description: string;
  readonly subtask: boolean;
  /** 1 above, 0 beside, -1 below a story. */
  readonly hierarchyLevel: number;
}

export interface StatusCategory {
  readonly id: number;
  readonly key: 'new' | 'indeterminate' | 'done';
  readonly name: string;
  readonly colorName: string;
}

export interface Status extends Named {
  readonly description: string;
  readonly category: StatusCategory;
}

/** A step of the workflow. */
export interface Transition extends Named {
  readonly to: Status;
  /** Statuses it leaves from; none means any other one. */
  readonly from: readonly Status[];
}

export interface Priority extends Named {
  /** 5 for the highest. */
  readonly rank: number;
  readonly statusColor: string;
}

export interface Resolution extends Named {
  readonly description: string;
}

export interface Component extends Named {
  readonly description: string;
  readonly lead: User;
}

export interface Version extends Named {
  readonly description: string;
  readonly released: boolean;
  readonly releaseDate: string;
}

export interface LinkType extends Named {
  readonly inward: string;
  readonly outward: string;
}

export interface Project extends Named {
  readonly key: string;
  readonly description: string;
  readonly lead: User;
  readonly issueTypes: readonly IssueType[];
  readonly components: readonly Component[];
  readonly versions: readonly Version[];
  /** People who don't see the project at all. */
  readonly hiddenFrom: readonly User[];
}

export interface Board {
  readonly id: number;
  readonly name: string;
  readonly type: 'scrum' | 'kanban';
  readonly project: Project;
}

export interface Sprint {
  readonly id: number;
  readonly name: string;
  readonly state: 'closed' | 'active' | 'future';
  readonly goal: string;
  readonly board: Board;
  readonly start: number;
  readonly end: number;
  readonly completed?: number;
}

export interface Comment {
  readonly id: string;
  readonly author: User;
  readonly created: number;
  body: AdfDocument;
  updateAuthor: User;
  updated: number;
}

export interface Worklog {
  readonly id: string;
  readonly author: User;
  readonly comment: AdfDocument | undefined;
  readonly created: number;
  readonly started: number;
  readonly seconds: number;
}

export interface RemoteLink {
  readonly id: number;
  readonly globalId: string | undefined;
  readonly relationship: string | undefined;
  readonly application: { readonly type?: string; readonly name?: string };
  readonly url: string;
  readonly title: string;
  readonly summary: string | undefined;
}

/** Reads "inward blocks outward": the API names the sides after what the other one sees. */
export interface IssueLink {
  readonly id: string;
  readonly type: LinkType;
  readonly outward: Issue;
  readonly inward: Issue;
}

export interface Change {
  readonly field: string;
  readonly fieldId: string;
  readonly custom: boolean;
  readonly from: string | null;
  readonly fromText: string | null;
  readonly to: string | null;
  readonly toText: string | null;
}

export interface History {
  readonly id: string;
  readonly author: User;
  readonly created: number;
  readonly changes: readonly Change[];
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly number: number;
  readonly project: Project;
  readonly created: number;
  readonly comments: Comment[];
  readonly worklogs: Worklog[];
  readonly remoteLinks: RemoteLink[];
  readonly history: History[];
  readonly watchers: Set<User>;
  type: IssueType;
  summary: string;
  description: AdfDocument | null;
  status: Status;
  statusSince: number;
  resolution: Resolution | null;
  resolved: number | null;
  priority: Priority;
  assignee: User | null;
  reporter: User;
  labels: readonly string[];
  components: readonly Component[];
  fixVersions: readonly Version[];
  parent: Issue | null;
  /** Past sprints first; the last one is the current one unless it is closed. */
  sprints: readonly Sprint[];
  storyPoints: number | null;
  dueDate: string | null;
  updated: number;
}
