import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import { issueKey, issueUri } from '../issue-key.ts';

export const commentJiraIssue = defineTool({
  name: 'comment-jira-issue',
  title: 'Comment on a Jira issue',
  description: 'Adds a comment to a Jira issue.',
  annotations: additive,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      comment: z.string().trim().min(1).describe('Text of the comment in Markdown'),
    }),
  handle: async ({ issue_key, comment }, context) => {
    await (await context.jira()).addComment(issue_key, comment);
    return resourceResult(`Added a comment to Jira issue ${issue_key}`, issueUri(issue_key), comment);
  },
});
