import type { User } from '../people.ts';
import type { RichText } from './rich-text.ts';

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

/** Whom an issue of a component goes to when nobody is named. */
export type AssigneeType = 'PROJECT_DEFAULT' | 'COMPONENT_LEAD' | 'PROJECT_LEAD' | 'UNASSIGNED';

export interface Component extends Named {
  name: string;
  description: string;
  lead: User | null;
  assigneeType: AssigneeType;
}

export interface Version extends Named {
  name: string;
  description: string;
  released: boolean;
  archived: boolean;
  startDate: string | null;
  releaseDate: string | null;
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
  readonly components: Component[];
  readonly versions: Version[];
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
  readonly board: Board;
  readonly created: number;
  name: string;
  state: 'closed' | 'active' | 'future';
  goal: string;
  /** A future sprint may be without its dates. */
  start: number | null;
  end: number | null;
  completed: number | null;
}

/** Who alone may read a comment or a worklog: the members of a role or of a group. */
export interface Visibility {
  readonly type: 'role' | 'group';
  readonly value: string;
}

export interface Comment {
  readonly id: string;
  readonly author: User;
  readonly created: number;
  body: RichText;
  visibility: Visibility | null;
  updateAuthor: User;
  updated: number;
}

export interface Attachment {
  readonly id: string;
  readonly author: User;
  readonly created: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface Worklog {
  readonly id: string;
  readonly author: User;
  readonly comment: RichText | undefined;
  readonly visibility: Visibility | null;
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
  readonly creator: User;
  readonly comments: Comment[];
  readonly worklogs: Worklog[];
  readonly attachments: Attachment[];
  readonly remoteLinks: RemoteLink[];
  readonly history: History[];
  readonly watchers: Set<User>;
  type: IssueType;
  summary: string;
  description: RichText | null;
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
  /** Seconds. */
  originalEstimate: number | null;
  /** Seconds. */
  remainingEstimate: number | null;
  /** The lower, the further up on boards and in backlogs. */
  rank: number;
  dueDate: string | null;
  updated: number;
}
