import * as z from 'zod';
import type { CallContext } from '../../call-context.ts';
import { defineResourceKind } from '../../resource-kind.ts';
import { findIssues } from '../issues/find-issues.ts';
import { issueOf, summaryFields } from '../issues/issue.ts';
import { issueEntry } from '../issues/issue-entry.ts';
import type { JiraApi } from '../jira-api.ts';
import { conditionsOf } from '../live/conditions-of.ts';
import { updatedWithin } from '../live/watched-issues.ts';
import { listStamps, WATCHED_ISSUES } from '../live/watched-lists.ts';

/** The issues that a query finds, as a resource: read, and watched. */
export const searchResource = defineResourceKind({
  name: 'jira-search',
  title: 'Jira search',
  description: `The first ${WATCHED_ISSUES} issues that a query in JQL finds; percent-encode the query`,
  uriTemplate: 'jira://search/{JQL}',
  parameters: () => z.strictObject({ JQL: z.string().trim().min(1).max(2_000) }),
  read: ({ JQL }, context) => listMarkdown(JQL, context),
  stamps: listStamps((jira, { JQL = '' }, withinMinutes) => matching(jira, JQL, withinMinutes)),
});

/** The issues that a query finds, as a Markdown list. */
export async function listMarkdown(jql: string, context: CallContext): Promise<string> {
  const jira = await context.jira();
  const { items, next } = await findIssues(jira, { jql, fields: summaryFields, limit: WATCHED_ISSUES });
  const lines = items.map((wire) => issueEntry(issueOf(jira, wire)).text);
  const more = next === undefined ? '' : `\n\nThere are more than these ${WATCHED_ISSUES}.`;
  return `# Issues: ${jql}\n\n${lines.join('\n') || 'None.'}${more}`;
}

/** The issues that a query finds, with `updated`. */
export async function matching(jira: JiraApi, jql: string, withinMinutes: number | undefined) {
  const { conditions, order } = conditionsOf(jql);
  const recent = conditions === '' ? updatedSince(withinMinutes) : updatedWithin(conditions, withinMinutes);
  const query = `${recent} ${order}`.trim();
  return (await findIssues(jira, { jql: query, fields: ['updated'], limit: WATCHED_ISSUES })).items;
}

function updatedSince(minutes: number | undefined): string {
  return minutes === undefined ? '' : `updated >= -${minutes}m`;
}
