import * as z from 'zod';
import { defineTool, destructive } from '../../tool.ts';
import { toStorage } from '../pages/content-text.ts';
import { commentId, commentText } from './comment-arguments.ts';

export const updateConfluenceComment = defineTool({
  name: 'update-confluence-comment',
  title: 'Change a comment on a Confluence page',
  description: 'Replaces the text of a comment on a Confluence page, and resolves or reopens an inline comment.',
  annotations: destructive,
  input: () =>
    z
      .strictObject({
        comment_id: commentId(),
        comment: commentText().optional(),
        resolved: z.boolean().describe('true resolves an inline comment, false reopens it; Cloud only').optional(),
      })
      .refine(({ comment, resolved }) => comment !== undefined || resolved !== undefined, {
        error: 'expected comment or resolved',
      }),
  output: () => z.object({ comment_id: z.string() }),
  handle: async ({ comment_id, comment, resolved }, context) => {
    const { comments } = await context.confluence();
    const storage = comment === undefined ? undefined : await toStorage(comment);
    await comments.update(comment_id, { storage, isResolved: resolved });
    return { text: `Changed comment ${comment_id}`, data: { comment_id } };
  },
});
