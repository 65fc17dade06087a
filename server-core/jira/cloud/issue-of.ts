import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import type { Issue, SiteText } from '../jira-site.ts';

/** The fields of an issue that are asked for by name; without names, Jira Cloud's search answers with ids alone. */
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

/** An issue as the REST API has it → as tools speak of it. Any field may be null: nobody assigned, no priority scheme. */
export function issueOf(wire: WireObject, siteUrl: string, description: SiteText): Issue {
  const key = wireText(wire['key'], 'issue key');
  const fields = at(wire, 'fields');
  const labels = at(fields, 'labels');
  return {
    key,
    url: `${siteUrl}/browse/${key}`,
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
