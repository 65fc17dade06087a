import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { readWorklogs } from './read-worklogs.ts';
import { worklogEntry, worklogOutput } from './worklog.ts';

export const getJiraWorklogs = defineTool({
  name: 'get-jira-worklogs',
  title: 'List the work log of a Jira issue',
  description: 'Lists who spent how much time on a Jira issue, oldest first.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      max_results: z.int().min(1).max(100).describe('Most entries to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      worklogs: z.array(worklogOutput()),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ issue_key, max_results, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'worklogs',
        noun: ['entry', 'entries'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: (page) => readWorklogs(jira, issue_key, page),
        entry: worklogEntry,
      },
      context.settings,
    );
  },
});
