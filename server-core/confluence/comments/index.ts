import type { Toolset } from '../../toolset.ts';
import { commentConfluencePage } from './comment-confluence-page.ts';
import { commentConfluenceText } from './comment-confluence-text.ts';
import { deleteConfluenceComment } from './delete-confluence-comment.ts';
import { getConfluenceComments } from './get-confluence-comments.ts';
import { replyToConfluenceComment } from './reply-to-confluence-comment.ts';
import { updateConfluenceComment } from './update-confluence-comment.ts';

export const comments: Toolset = {
  name: 'confluence-comments',
  tools: [
    commentConfluencePage,
    getConfluenceComments,
    replyToConfluenceComment,
    commentConfluenceText,
    updateConfluenceComment,
    deleteConfluenceComment,
  ],
};
