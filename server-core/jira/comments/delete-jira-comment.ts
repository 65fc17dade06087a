import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { commentId } from './comment-arguments.ts';

export const deleteJiraComment = defineTool({
  name: 'delete-jira-comment',
  title: 'Delete a comment of a Jira issue',
  description: 'Deletes a comment of a Jira issue for good.',
  annotations: destructiveOnce,
  input: () => z.strictObject({ issue_key: issueKey(), comment_id: commentId() }),
  output: () => z.object({ issue_key: z.string(), comment_id: z.string() }),
  handle: async ({ issue_key, comment_id }, context) => {
    const jira = await context.jira();
    await jira.request({ method: 'DELETE', path: jira.platform('issue', issue_key, 'comment', comment_id) });
    return { text: `Deleted comment ${comment_id} of Jira issue ${issue_key}`, data: { issue_key, comment_id } };
  },
});
