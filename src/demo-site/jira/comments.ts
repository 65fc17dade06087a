import { fieldRefusal, Refusal } from '../http/refusal.ts';
import { isJsonObject } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import type { Comment, Issue, Visibility } from './records.ts';
import { isRichText, type RichText } from './rich-text.ts';
import { isVisible } from './visibility.ts';

/** Adds a comment. What it says was checked by `commentBody` before, so that a refused request adds nothing. */
export function addComment(
  body: RichText,
  issue: Issue,
  site: Site,
  author: User,
  visibility: Visibility | null = null,
): Comment {
  const now = Date.now();
  const comment: Comment = {
    id: site.jira.ids.comment.next(),
    author,
    body,
    visibility,
    updateAuthor: author,
    created: now,
    updated: now,
  };
  issue.comments.push(comment);
  issue.updated = now;
  return comment;
}

/** The document inside a comment's JSON `{body}`; one that is no document is refused, as a plain string is. */
export function commentBody(json: unknown): RichText {
  if (!isJsonObject(json))
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  const { body } = json;
  if (body === undefined || body === null || body === '')
    throw fieldRefusal({ comment: 'Comment body can not be empty!' });
  if (!isRichText(body)) throw fieldRefusal({ comment: 'Comment body is not valid!' });
  return body;
}

/** The comments of an issue that the user may read, oldest first. */
export function commentsFor(issue: Issue, user: User): readonly Comment[] {
  return issue.comments.filter((comment) => isVisible(comment, user));
}

/** The comment of an issue with that id, or the 404 for one that is missing or out of sight. */
export function commentOf(issue: Issue, id: string, user: User): Comment {
  const comment = commentsFor(issue, user).find((one) => one.id === id);
  if (comment === undefined) throw new Refusal(404, `Can not find a comment for the id: ${id}.`);
  return comment;
}
