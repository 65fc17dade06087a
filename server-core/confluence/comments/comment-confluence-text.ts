import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { toStorage } from '../pages/content-text.ts';
import { pageId } from '../pages/page-arguments.ts';
import { commentText } from './comment-arguments.ts';

export const commentConfluenceText = defineTool({
  name: 'comment-confluence-text',
  title: 'Comment on a text of a Confluence page',
  description: 'Adds an inline comment to a piece of text on a Confluence page. Confluence Cloud only.',
  annotations: additive,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      text: z.string().trim().min(1).max(1_000).describe('Text to comment on, exactly as on the page'),
      occurrence: z
        .int()
        .min(1)
        .max(1_000)
        .default(1)
        .describe('Which of them, where the page has the text more than once'),
      comment: commentText(),
    }),
  output: () => z.object({ comment_id: z.string(), page_id: z.string() }),
  handle: async ({ page_id, text, occurrence, comment }, context) => {
    const { comments } = await context.confluence();
    const id = await comments.annotate(page_id, text, occurrence, await toStorage(comment));
    return { text: `Added inline comment ${id} to Confluence page ${page_id}`, data: { comment_id: id, page_id } };
  },
});
