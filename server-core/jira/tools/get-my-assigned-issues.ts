import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import type { Issue } from '../jira-site.ts';

export const getMyAssignedIssues = defineTool({
  name: 'get-my-assigned-issues',
  title: 'List my Jira issues',
  description:
    'Lists the Jira issues assigned to the configured account, highest priority first, newest first within a priority.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      max_results: z.int().min(1).max(100).default(25).describe('Most issues to list'),
      include_done: z.boolean().default(false).describe('Whether to list finished issues too'),
    }),
  handle: async ({ max_results, include_done }, context) => {
    const open = include_done ? '' : ' AND statusCategory != Done';
    const jql = `assignee = currentUser()${open} ORDER BY priority DESC, created DESC`;
    const { issues, more } = await (await context.jira()).search(jql, max_results);
    const count = `${issues.length} ${issues.length === 1 ? 'issue' : 'issues'} assigned to you`;
    const heading = more ? `Found ${count}; there are more, see max_results` : `Found ${count}`;
    const list = issues.map(entry).join('\n');
    return resourceResult([heading, list].filter(Boolean).join('\n\n'), 'jira://my-assigned-issues', list || heading);
  },
});

function entry({ key, summary, status, priority, type, dueDate, url }: Issue): string {
  const facts = [status, priority, type, dueDate && `due ${dueDate}`].filter(Boolean).join(', ');
  return `- **${key}** ${summary} (${facts}) ${url}`;
}
