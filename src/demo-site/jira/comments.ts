import { fieldRefusal, Refusal } from '../http/refusal.ts';
import { isJsonObject } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { type AdfDocument, isAdfDocument } from './adf.ts';
import type { Comment, Issue } from './records.ts';

/** Adds a comment. What it says was checked by `commentBody` before, so that a refused request adds nothing. */
export function addComment(body: AdfDocument, issue: Issue, site: Site, author: User): Comment {
  const now = Date.now();
  const comment: Comment = {
    id: site.jira.ids.comment.next(),
    author,
    body,
    updateAuthor: author,
    created: now,
    updated: now,
  };
  issue.comments.push(comment);
  issue.updated = now;
  return comment;
}

/** The document inside a comment's JSON `{body}`; one that is no document is refused, as a plain string is. */
export function commentBody(json: unknown): AdfDocument {
  if (!isJsonObject(json))
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  const { body } = json;
  if (body === undefined || body === null || body === '')
    throw fieldRefusal({ comment: 'Comment body can not be empty!' });
  if (!isAdfDocument(body)) throw fieldRefusal({ comment: 'Comment body is not valid!' });
  return body;
}

export function commentOf(issue: Issue, id: string): Comment {
  const comment = issue.comments.find((one) => one.id === id);
  if (comment === undefined) throw new Refusal(404, `Can not find a comment for the id: ${id}.`);
  return comment;
}
