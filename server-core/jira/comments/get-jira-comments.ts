import * as z from 'zod';
import { readableInstant } from '../../instant.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { type TextFormat, textFormat } from '../text-format.ts';
import { type IssueComment, readComments } from './comments.ts';

export const getJiraComments = defineTool({
  name: 'get-jira-comments',
  title: 'List the comments of a Jira issue',
  description: 'Lists the comments of a Jira issue, newest first, with their ids.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      format: textFormat(),
      max_results: z.int().min(1).max(100).describe('Most comments to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      comments: z.array(
        z.object({
          id: z.string().optional(),
          author: z.string(),
          created: z.string().optional(),
          updated: z.string().optional(),
          visible_to: z.string().optional(),
          text: z.string(),
        }),
      ),
      total: z.int(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ issue_key, format, max_results, page_token }, context) => {
    const jira = await context.jira();
    const list = await listResult(
      {
        name: 'comments',
        noun: ['comment', 'comments'],
        head: `# Comments of ${issue_key}, newest first`,
        separator: '\n\n',
        maxResults: max_results,
        pageToken: page_token,
        fetch: (page) => readComments(jira, issue_key, page),
        entry: (comment) => commentEntry(comment, format),
      },
      context.settings,
    );
    return { ...list, data: { ...list.data, total: list.data.total ?? list.data.comments.length } };
  },
});

function commentEntry({ id, author, created, updated, visibleTo, body, raw }: IssueComment, format: TextFormat) {
  const text = format === 'raw' ? raw : body.markdown.trim();
  const edited = updated === undefined || updated === created ? '' : `, edited ${readableInstant(updated)}`;
  const facts = [id && `id ${id}`, visibleTo && `only for ${visibleTo}`].filter(Boolean).join(', ');
  return {
    text: `### ${author}, ${readableInstant(created)}${edited}${facts && ` (${facts})`}\n\n${text}`,
    data: { id, author, created, updated, visible_to: visibleTo, text },
  };
}
