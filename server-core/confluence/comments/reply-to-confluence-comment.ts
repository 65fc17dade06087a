import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { toStorage } from '../pages/content-text.ts';
import { commentId, commentText } from './comment-arguments.ts';

export const replyToConfluenceComment = defineTool({
  name: 'reply-to-confluence-comment',
  title: 'Reply to a comment on a Confluence page',
  description: 'Adds a reply to a comment on a Confluence page, be it below the page or on its text.',
  annotations: additive,
  input: () => z.strictObject({ comment_id: commentId(), comment: commentText() }),
  output: () => z.object({ comment_id: z.string(), parent_id: z.string() }),
  handle: async ({ comment_id, comment }, context) => {
    const { comments } = await context.confluence();
    const id = await comments.reply(comment_id, await toStorage(comment));
    return {
      text: `Replied to comment ${comment_id} with comment ${id}`,
      data: { comment_id: id, parent_id: comment_id },
    };
  },
});
