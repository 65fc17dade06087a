import * as z from 'zod';
import { defineResourceKind, markdown } from '../../resource-kind.ts';
import { issueKey, issueUri } from '../issue-key.ts';
import { commentsMarkdown, issueMarkdown } from '../issue-markdown.ts';

const SHOWN_COMMENTS = 20;
const LISTED_ISSUES = 10;

export const issueResource = defineResourceKind({
  name: 'jira-issue',
  title: 'Jira issue',
  description: 'A Jira issue by its key, with its comments',
  uriTemplate: 'jira://issue/{KEY}',
  parameters: () => z.strictObject({ KEY: issueKey() }),
  read: async ({ KEY }, context) => {
    const jira = await context.jira();
    const [issue, { comments, total }] = await Promise.all([jira.issue(KEY), jira.comments(KEY, SHOWN_COMMENTS)]);
    return `${issueMarkdown(issue)}\n\n${commentsMarkdown(comments, total)}`;
  },
  recent: async (context) => {
    const jira = await context.jira();
    const { issues } = await jira.search('updated >= -7d ORDER BY updated DESC', LISTED_ISSUES);
    return issues.map(({ key, summary, status }) => ({
      uri: issueUri(key),
      name: `Jira: ${key}: ${summary}`,
      description: `Status: ${status}`,
      mimeType: markdown,
    }));
  },
});
