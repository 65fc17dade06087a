/** A rich text of the site. */
export interface SiteText {
  /** Empty where there is no text, or where it was not asked for. */
  readonly markdown: string;
  /**
   * The addresses that the text leads to, URLs and `git@host:path`, in its order. They are beside the Markdown because
   * nobody can find them in it: its escapes are part of no address.
   */
  readonly links: readonly string[];
}

/** A Jira issue as tools speak of it. Instants are ISO 8601 as the site gave them. */
export interface Issue {
  readonly key: string;
  readonly summary: string;
  /** Where a person opens it in a browser. */
  readonly url: string;
  readonly status: string;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  /** Display name; `undefined` where nobody is assigned. */
  readonly assignee?: string | undefined;
  readonly reporter?: string | undefined;
  readonly labels: readonly string[];
  readonly created?: string | undefined;
  readonly updated?: string | undefined;
  /** A calendar date. */
  readonly dueDate?: string | undefined;
  readonly description: SiteText;
}

export interface IssueComment {
  readonly author: string;
  readonly created?: string | undefined;
  readonly body: SiteText;
}

export interface StatusChange {
  readonly at?: string | undefined;
  readonly author: string;
  readonly from: string;
  readonly to: string;
}

export interface StatusHistory {
  /** The newest, oldest of them first. */
  readonly changes: readonly StatusChange[];
  /** Whether these are all; a site may have more than can be asked for. */
  readonly complete: boolean;
}

export interface RemoteLink {
  readonly url: string;
  readonly title: string;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Name of the status that it leads to. */
  readonly to: string;
}

export interface NewIssue {
  readonly projectKey: string;
  readonly issueType: string;
  readonly summary: string;
  readonly description?: string | undefined;
  /** The id of {@link JiraSite.findAssignee}. */
  readonly assigneeId?: string | undefined;
}

export interface IssuePage {
  readonly issues: readonly Issue[];
  /** Whether more issues match than were asked for. */
  readonly more: boolean;
}

/**
 * What the tools need of Jira, whichever Jira it is. One call's view of the site: its requests end with that call.
 * Every method rejects with a `ToolError`.
 */
export interface JiraSite {
  /** Resolves to the key of the new issue. */
  createIssue(issue: NewIssue): Promise<string>;
  /** Resolves to the id by which issues of that project are assigned to the one person who fits the name, address or id. */
  findAssignee(person: string, projectKey: string): Promise<{ readonly id: string; readonly name: string }>;
  issue(key: string): Promise<Issue>;
  /** The newest `limit` comments, oldest of them first, and how many there are in all. */
  comments(key: string, limit: number): Promise<{ readonly comments: readonly IssueComment[]; readonly total: number }>;
  addComment(key: string, body: string): Promise<void>;
  statusHistory(key: string): Promise<StatusHistory>;
  remoteLinks(key: string): Promise<readonly RemoteLink[]>;
  transitions(key: string): Promise<readonly Transition[]>;
  transition(key: string, transitionId: string): Promise<void>;
  /** Issues without their descriptions, in the order that the query asks for. */
  search(jql: string, limit: number): Promise<IssuePage>;
}
