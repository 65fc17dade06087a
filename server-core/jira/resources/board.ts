import * as z from 'zod';
import { defineResourceKind } from '../../resource-kind.ts';
import { findAgileIssues } from '../agile/agile-issues.ts';
import { issueOf, summaryFields } from '../issues/issue.ts';
import { issueEntry } from '../issues/issue-entry.ts';
import { listStamps, WATCHED_ISSUES } from '../live/watched-lists.ts';
import { numberId } from '../number-id.ts';

/** The issues of an agile board, by rank. */
export const boardResource = defineResourceKind({
  name: 'jira-board',
  title: 'Jira board',
  description: `The first ${WATCHED_ISSUES} issues of an agile board, by rank`,
  uriTemplate: 'jira://board/{ID}',
  parameters: () => z.strictObject({ ID: numberId('Id of the board') }),
  read: async ({ ID }, context) => {
    const jira = await context.jira();
    const query = { fields: summaryFields, limit: WATCHED_ISSUES };
    const { items, next } = await findAgileIssues(jira, ['board', ID, 'issue'], query);
    const lines = items.map((wire) => issueEntry(issueOf(jira, wire)).text);
    const more = next === undefined ? '' : `\n\nThere are more than these ${WATCHED_ISSUES}.`;
    return `# Board ${ID}\n\n${lines.join('\n') || 'No issues.'}${more}`;
  },
  stamps: listStamps(async (jira, { ID = '' }, withinMinutes) => {
    const jql = withinMinutes === undefined ? undefined : `updated >= -${withinMinutes}m`;
    const query = { jql, fields: ['updated'], limit: WATCHED_ISSUES };
    return (await findAgileIssues(jira, ['board', ID, 'issue'], query)).items;
  }),
});
