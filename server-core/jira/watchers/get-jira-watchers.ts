import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { personEntry, personOutput } from '../users/person-entry.ts';
import { readWatchers } from './watchers.ts';

export const getJiraWatchers = defineTool({
  name: 'get-jira-watchers',
  title: 'List the watchers of a Jira issue',
  description: 'Lists who is told of changes to a Jira issue.',
  annotations: readOnly,
  input: () => z.strictObject({ issue_key: issueKey(), page_token: pageToken() }),
  output: () =>
    z.object({ watchers: z.array(personOutput()), total: z.int().optional(), next_page_token: nextPageToken() }),
  handle: async ({ issue_key, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'watchers',
        noun: ['watcher', 'watchers'],
        maxResults: undefined,
        pageToken: page_token,
        fetch: async () => {
          const { people, count } = await readWatchers(jira, issue_key);
          return { items: people, total: count };
        },
        entry: personEntry,
      },
      context.settings,
    );
  },
});
