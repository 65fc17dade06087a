import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { readTransitions, type Transition } from './transitions.ts';

export const getJiraTransitions = defineTool({
  name: 'get-jira-transitions',
  title: 'List the transitions of a Jira issue',
  description: 'Lists the status changes that a Jira issue can make now.',
  annotations: readOnly,
  input: () => z.strictObject({ issue_key: issueKey(), page_token: pageToken() }),
  output: () =>
    z.object({
      transitions: z.array(z.object({ id: z.string(), name: z.string(), to: z.string() })),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ issue_key, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'transitions',
        noun: ['transition', 'transitions'],
        head: `# Transitions of ${issue_key}`,
        maxResults: 100,
        pageToken: page_token,
        fetch: async () => ({ items: await readTransitions(jira, issue_key) }),
        entry: ({ id, name, to }: Transition) => ({
          text: `- **${name}** → ${to} (id ${id})`,
          data: { id, name, to },
        }),
      },
      context.settings,
    );
  },
});
