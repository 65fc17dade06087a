import { Refusal } from '../http/refusal.ts';
import { IdSequence } from '../id-sequence.ts';
import type { User } from '../people.ts';
import type {
  Attachment,
  Board,
  Issue,
  IssueLink,
  LinkType,
  Priority,
  Project,
  Resolution,
  Sprint,
  Status,
  Transition,
} from './records.ts';

/** What the site's Jira is set up with. Over HTTP only sprints, and versions and components of projects, change. */
export interface JiraSetup {
  readonly projects: readonly Project[];
  readonly statuses: readonly Status[];
  readonly transitions: readonly Transition[];
  readonly priorities: readonly Priority[];
  readonly resolutions: readonly Resolution[];
  readonly linkTypes: readonly LinkType[];
  readonly boards: readonly Board[];
  readonly sprints: Sprint[];
}

/** The content of Jira: issues and their links, seen with the eyes of a user. */
export class JiraContent {
  readonly setup: JiraSetup;
  readonly ids = {
    issue: new IdSequence(10_001),
    comment: new IdSequence(10_100),
    worklog: new IdSequence(10_200),
    history: new IdSequence(10_300),
    link: new IdSequence(10_700),
    remoteLink: new IdSequence(10_800),
    attachment: new IdSequence(10_900),
    version: new IdSequence(10_020),
    component: new IdSequence(10_020),
    sprint: new IdSequence(14),
  };
  readonly #issues = new Map<string, Issue>();
  #links: readonly IssueLink[] = [];

  constructor(setup: JiraSetup) {
    this.setup = setup;
  }

  addLink(link: IssueLink): void {
    this.#links = [...this.#links, link];
  }

  removeLink(link: IssueLink): void {
    this.#links = this.#links.filter((one) => one !== link);
  }

  /** Every link that the user may see, which takes both of its issues: it tells of each to who looks at the other. */
  linksFor(user: User): readonly IssueLink[] {
    return this.#links.filter(({ inward, outward }) => sees(user, inward.project) && sees(user, outward.project));
  }

  /** Those of them that touch an issue. */
  linksOf(issue: Issue, user: User): readonly IssueLink[] {
    return this.linksFor(user).filter((link) => link.inward === issue || link.outward === issue);
  }

  addIssue(issue: Issue): void {
    this.#issues.set(issue.key, issue);
  }

  removeIssue(issue: Issue): void {
    this.#issues.delete(issue.key);
    this.#links = this.#links.filter((link) => link.inward !== issue && link.outward !== issue);
    for (const other of this.#issues.values()) if (other.parent === issue) other.parent = null;
  }

  /** Numbers are never used twice, so the next one is after the highest ever given. */
  nextNumber(project: Project): number {
    const next = (this.#lastNumbers.get(project) ?? 0) + 1;
    this.#lastNumbers.set(project, next);
    return next;
  }
  readonly #lastNumbers = new Map<Project, number>();

  /** Every issue that the user may see, oldest first. */
  issuesFor(user: User): readonly Issue[] {
    return this.allIssues.filter((issue) => sees(user, issue.project));
  }

  projectsFor(user: User): readonly Project[] {
    return this.setup.projects.filter((project) => sees(user, project));
  }

  /** Every issue, also those that some people don't see: for what a change of the site itself brings with it. */
  get allIssues(): readonly Issue[] {
    return [...this.#issues.values()];
  }

  /** A rank below every other one, as a new issue has. */
  lastRank(): number {
    return Math.max(0, ...this.allIssues.map(({ rank }) => rank)) + 1;
  }

  /** An attachment with its issue, or the 404. Without a user it is for who came by a signed path. */
  attachment(id: string, user?: User): { readonly issue: Issue; readonly attachment: Attachment } {
    for (const issue of user === undefined ? this.allIssues : this.issuesFor(user)) {
      const attachment = issue.attachments.find((one) => one.id === id);
      if (attachment !== undefined) return { issue, attachment };
    }
    throw new Refusal(404, `The attachment with id '${id}' does not exist.`);
  }

  childrenOf(issue: Issue): readonly Issue[] {
    return this.allIssues.filter((one) => one.parent === issue);
  }

  findIssue(idOrKey: string, user: User): Issue | undefined {
    const byKey = this.#issues.get(idOrKey.toUpperCase());
    const issue = byKey ?? this.allIssues.find((one) => one.id === idOrKey);
    return issue !== undefined && sees(user, issue.project) ? issue : undefined;
  }

  /** The issue, or the 404 that Jira gives for a missing and for a hidden one alike. */
  issue(idOrKey: string, user: User): Issue {
    const issue = this.findIssue(idOrKey, user);
    if (issue === undefined) throw new Refusal(404, 'Issue does not exist or you do not have permission to see it.');
    return issue;
  }

  findProject(idOrKey: string, user: User): Project | undefined {
    const wanted = idOrKey.toUpperCase();
    return this.projectsFor(user).find((project) => project.key === wanted || project.id === idOrKey);
  }

  project(idOrKey: string, user: User): Project {
    const project = this.findProject(idOrKey, user);
    if (project === undefined) throw new Refusal(404, `No project could be found with key '${idOrKey}'.`);
    return project;
  }

  /** Transitions that an issue can take from where it is. */
  transitionsOf(issue: Issue): readonly Transition[] {
    return this.setup.transitions.filter(
      ({ from, to }) => to !== issue.status && (from.length === 0 || from.includes(issue.status)),
    );
  }
}

function sees(user: User, project: Project): boolean {
  return !project.hiddenFrom.includes(user);
}

/** Refuses the write of somebody who may only read. */
export function requireWriter(user: User): void {
  if (user.mayWrite === false) throw new Refusal(403, 'You do not have permission to perform this operation.');
}
