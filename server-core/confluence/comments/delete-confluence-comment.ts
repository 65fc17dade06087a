import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { commentId } from './comment-arguments.ts';

export const deleteConfluenceComment = defineTool({
  name: 'delete-confluence-comment',
  title: 'Delete a comment on a Confluence page',
  description: 'Deletes a comment on a Confluence page for good.',
  annotations: destructiveOnce,
  input: () => z.strictObject({ comment_id: commentId() }),
  output: () => z.object({ comment_id: z.string() }),
  handle: async ({ comment_id }, context) => {
    await (await context.confluence()).comments.delete(comment_id);
    return { text: `Deleted comment ${comment_id}`, data: { comment_id } };
  },
});
