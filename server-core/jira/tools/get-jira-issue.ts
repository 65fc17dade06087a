import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { textResult } from '../../tool-result.ts';
import { issueKey } from '../issue-key.ts';
import { commentsMarkdown, issueMarkdown } from '../issue-markdown.ts';

const SHOWN_COMMENTS = 3;

export const getJiraIssue = defineTool({
  name: 'get-jira-issue',
  title: 'Get a Jira issue',
  description:
    'Returns a Jira issue as Markdown: status, people, dates and description, and the last three comments if asked for.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      include_comments: z.boolean().default(false).describe('Whether to add the last three comments'),
    }),
  handle: async ({ issue_key, include_comments }, context) => {
    const jira = await context.jira();
    const [issue, comments] = await Promise.all([
      jira.issue(issue_key),
      include_comments ? jira.comments(issue_key, SHOWN_COMMENTS) : undefined,
    ]);
    const parts = [issueMarkdown(issue)];
    if (comments !== undefined) parts.push(commentsMarkdown(comments.comments, comments.total));
    return textResult(parts.join('\n\n'));
  },
});
