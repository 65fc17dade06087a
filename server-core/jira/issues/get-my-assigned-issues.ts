import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { findIssues } from './find-issues.ts';
import { issueOf, summaryFields } from './issue.ts';
import { issueEntry, issueEntryOutput } from './issue-entry.ts';

export const getMyAssignedIssues = defineTool({
  name: 'get-my-assigned-issues',
  title: 'List my Jira issues',
  description: 'Lists open Jira issues assigned to the configured account, highest priority first, then newest.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      max_results: z.int().min(1).max(100).default(25).describe('Most issues to list'),
      include_done: z.boolean().default(false).describe('List finished ones too'),
      page_token: pageToken(),
    }),
  output: () => z.object({ issues: z.array(issueEntryOutput()), next_page_token: nextPageToken() }),
  handle: async ({ max_results, include_done, page_token }, context) => {
    const jira = await context.jira();
    const open = include_done ? '' : ' AND statusCategory != Done';
    const jql = `assignee = currentUser()${open} ORDER BY priority DESC, created DESC`;
    return listResult(
      {
        name: 'issues',
        noun: ['issue', 'issues'],
        maxResults: max_results,
        pageToken: page_token,
        resourceUri: 'jira://my-assigned-issues',
        fetch: (page) => findIssues(jira, { jql, fields: summaryFields, ...page }),
        entry: (wire) => issueEntry(issueOf(jira, wire)),
      },
      context.settings,
    );
  },
});
