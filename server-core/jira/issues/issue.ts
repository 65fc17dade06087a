import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { issueUrl } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import { noText, type SiteText } from '../site-text.ts';

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

/** The fields that make an {@link Issue}, without its description. Jira Cloud's search answers with ids alone where none are named. */
export const summaryFields = [
  'summary',
  'status',
  'issuetype',
  'priority',
  'assignee',
  'reporter',
  'labels',
  'created',
  'updated',
  'duedate',
] as const;

export async function readIssue(jira: JiraApi, key: string): Promise<Issue> {
  const fields = [...summaryFields, 'description'];
  const wire = await jira.object({ path: jira.platform('issue', key), query: { fields } });
  return issueOf(jira, wire, await jira.dialect.readText(at(wire, 'fields', 'description')));
}

/** An issue as the REST API has it → as tools speak of it. Any field may be null: nobody assigned, no priority scheme. */
export function issueOf(jira: JiraApi, wire: WireObject, description: SiteText = noText): Issue {
  const key = wireText(wire['key'], 'issue key');
  const fields = at(wire, 'fields');
  const labels = at(fields, 'labels');
  return {
    key,
    url: issueUrl(jira, key),
    summary: textAt(fields, 'summary') ?? '',
    status: textAt(fields, 'status', 'name') ?? 'Unknown',
    type: textAt(fields, 'issuetype', 'name'),
    priority: textAt(fields, 'priority', 'name'),
    assignee: textAt(fields, 'assignee', 'displayName'),
    reporter: textAt(fields, 'reporter', 'displayName'),
    labels: Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [],
    created: textAt(fields, 'created'),
    updated: textAt(fields, 'updated'),
    dueDate: textAt(fields, 'duedate'),
    description,
  };
}
