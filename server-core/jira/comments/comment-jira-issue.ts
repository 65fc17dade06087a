import * as z from 'zod';
import { wireText } from '../../atlassian/wire-value.ts';
import { resourceResult } from '../../results/tool-result.ts';
import { additive, defineTool } from '../../tool.ts';
import { issueKey, issueUri } from '../issue-key.ts';
import { textArgument, textFormat, writtenText } from '../text-format.ts';
import { visibilityArguments, visibilityOf } from './comment-arguments.ts';
import { commentUrl } from './comments.ts';

export const commentJiraIssue = defineTool({
  name: 'comment-jira-issue',
  title: 'Comment on a Jira issue',
  description: 'Adds a comment to a Jira issue.',
  annotations: additive,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      comment: textArgument('Text of the comment in Markdown').trim().min(1),
      format: textFormat(),
      ...visibilityArguments(),
    }),
  output: () => z.object({ issue_key: z.string(), comment_id: z.string(), url: z.string() }),
  handle: async ({ issue_key, comment, format, ...visible }, context) => {
    const visibility = visibilityOf(visible);
    const jira = await context.jira();
    const body = { body: await writtenText(jira, comment, format, 'comment'), visibility };
    const path = jira.platform('issue', issue_key, 'comment');
    const added = await jira.object({ method: 'POST', path, body });
    const id = wireText(added['id'], 'id of the new comment');
    return resourceResult(
      `Added a comment to Jira issue ${issue_key}`,
      { issue_key, comment_id: id, url: commentUrl(jira, issue_key, id) },
      { uri: issueUri(issue_key), text: comment },
    );
  },
});
