import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';

export const deleteJiraIssue = defineTool({
  name: 'delete-jira-issue',
  title: 'Delete a Jira issue',
  description: 'Deletes a Jira issue for good, with its comments and attachments. It cannot be undone.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      delete_subtasks: z.boolean().default(false).describe('Without it an issue that has sub-tasks stays'),
    }),
  output: () => z.object({ key: z.string() }),
  handle: async ({ issue_key, delete_subtasks }, context) => {
    const jira = await context.jira();
    const query = { deleteSubtasks: delete_subtasks };
    await jira.request({ method: 'DELETE', path: jira.platform('issue', issue_key), query });
    return { text: `Deleted Jira issue ${issue_key}`, data: { key: issue_key } };
  },
});
