import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { attachmentEntry, attachmentOutput } from './attachment-entry.ts';
import { readAttachments } from './attachments.ts';

export const getConfluenceAttachments = defineTool({
  name: 'get-confluence-attachments',
  title: 'List the attachments of a Confluence page',
  description: 'Lists the files that are attached to a Confluence page.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      max_results: z.int().min(1).max(100).describe('Most files to list').optional(),
      page_token: pageToken(),
    }),
  output: () => z.object({ attachments: z.array(attachmentOutput()), next_page_token: nextPageToken() }),
  handle: async ({ page_id, max_results, page_token }, context) => {
    const confluence = await context.confluence();
    return listResult(
      {
        name: 'attachments',
        noun: ['attachment', 'attachments'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: (page) => readAttachments(confluence, page_id, page),
        entry: attachmentEntry,
      },
      context.settings,
    );
  },
});
