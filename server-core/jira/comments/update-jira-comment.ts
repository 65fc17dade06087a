import * as z from 'zod';
import { at } from '../../atlassian/wire-value.ts';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { textArgument, textFormat, writtenText } from '../text-format.ts';
import { commentId, visibilityArguments, visibilityOf } from './comment-arguments.ts';
import { commentUrl } from './comments.ts';

export const updateJiraComment = defineTool({
  name: 'update-jira-comment',
  title: 'Rewrite a comment of a Jira issue',
  description: 'Replaces the text of a comment; who may see it stays as it is unless told.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      comment_id: commentId(),
      comment: textArgument('New text in Markdown').trim().min(1),
      format: textFormat(),
      ...visibilityArguments(),
    }),
  output: () => z.object({ issue_key: z.string(), comment_id: z.string(), url: z.string() }),
  handle: async ({ issue_key, comment_id, comment, format, ...visible }, context) => {
    const told = visibilityOf(visible);
    const jira = await context.jira();
    const text = await writtenText(jira, comment, format, 'comment');
    const path = jira.platform('issue', issue_key, 'comment', comment_id);
    // a change that does not name who may see a comment shows it to everybody
    const visibility = told ?? at(await jira.object({ path }), 'visibility');
    await jira.request({ method: 'PUT', path, body: { body: text, ...(visibility !== undefined && { visibility }) } });
    return {
      text: `Changed comment ${comment_id} of Jira issue ${issue_key}`,
      data: { issue_key, comment_id, url: commentUrl(jira, issue_key, comment_id) },
    };
  },
});
