import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import { pageId, pageUri } from '../page-arguments.ts';

export const commentConfluencePage = defineTool({
  name: 'comment-confluence-page',
  title: 'Comment on a Confluence page',
  description: 'Adds a comment below a Confluence page.',
  annotations: additive,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      comment: z
        .string()
        .trim()
        .min(1)
        .describe('Text of the comment in Markdown, or in Confluence storage format (XHTML)'),
    }),
  handle: async ({ page_id, comment }, context) => {
    const page = await (await context.confluence()).addComment(page_id, comment);
    const text = `Added a comment to Confluence page "${page.title}" (ID ${page.id})`;
    return resourceResult(text, pageUri(page.id, page.spaceKey), comment);
  },
});
