import * as z from 'zod';
import { at, wireList } from '../../atlassian/wire-value.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { attachmentEntry, attachmentOf, attachmentOutput } from './attachment.ts';

export const getJiraAttachments = defineTool({
  name: 'get-jira-attachments',
  title: 'List the attachments of a Jira issue',
  description: 'Lists the files that are attached to a Jira issue.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      max_results: z.int().min(1).max(100).describe('Most files to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      attachments: z.array(attachmentOutput()),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ issue_key, max_results, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'attachments',
        noun: ['attachment', 'attachments'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: async () => {
          const path = jira.platform('issue', issue_key);
          const issue = await jira.object({ path, query: { fields: 'attachment' } });
          // the field is not there where attachments are switched off
          const items = wireList(at(issue, 'fields', 'attachment') ?? [], 'attachments').map((one) =>
            attachmentOf(one),
          );
          return { items, total: items.length };
        },
        entry: attachmentEntry,
      },
      context.settings,
    );
  },
});
