import * as z from 'zod';
import { contentText } from '../pages/content-text.ts';

/** The argument that names a comment. */
export function commentId() {
  return z
    .string()
    .trim()
    .regex(/^[0-9]{1,20}$/, 'a comment id, which is a text of digits')
    .describe('Id of the comment');
}

/** The text of a comment. */
export function commentText() {
  return contentText('Text of the comment in Markdown').trim().min(1);
}
