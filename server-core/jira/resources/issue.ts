import * as z from 'zod';
import { markdown } from '../../media-type.ts';
import { defineResourceKind } from '../../resource-kind.ts';
import { readComments } from '../comments/comments.ts';
import { completeIssueKey } from '../completers.ts';
import { issueKey, issueUri } from '../issue-key.ts';
import { findIssues } from '../issues/find-issues.ts';
import { issueOf, readIssue, summaryFields } from '../issues/issue.ts';
import { commentsMarkdown, descriptionMarkdown, issueHead } from '../issues/issue-markdown.ts';
import { issueStamps } from '../live/watched-issues.ts';

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
    const [issue, comments] = await Promise.all([
      readIssue(jira, KEY),
      readComments(jira, KEY, { limit: SHOWN_COMMENTS }),
    ]);
    return [issueHead(issue), descriptionMarkdown(issue), commentsMarkdown(comments)].join('\n\n');
  },
  stamps: issueStamps,
  completers: { KEY: completeIssueKey },
  recent: async (context) => {
    const jira = await context.jira();
    const query = { jql: 'updated >= -7d ORDER BY updated DESC', fields: summaryFields, limit: LISTED_ISSUES };
    const { items } = await findIssues(jira, query);
    return items.map((wire) => {
      const { key, summary, status } = issueOf(jira, wire);
      return {
        uri: issueUri(key),
        name: `Jira: ${key}: ${summary}`,
        description: `Status: ${status}`,
        mimeType: markdown,
      };
    });
  },
});
