import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { numberId } from '../number-id.ts';

export const deleteJiraWorklog = defineTool({
  name: 'delete-jira-worklog',
  title: 'Delete an entry of the work log',
  description: 'Deletes an entry of the work log of a Jira issue. Its remaining estimate grows by as much.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({ issue_key: issueKey(), worklog_id: numberId('Id of the entry, from get-jira-worklogs') }),
  output: () => z.object({ issue_key: z.string(), worklog_id: z.string() }),
  handle: async ({ issue_key, worklog_id }, context) => {
    const jira = await context.jira();
    await jira.request({ method: 'DELETE', path: jira.platform('issue', issue_key, 'worklog', worklog_id) });
    return { text: `Deleted entry ${worklog_id} of the work log of ${issue_key}`, data: { issue_key, worklog_id } };
  },
});
