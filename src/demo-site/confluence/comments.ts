import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { type ConfluenceContent, requireWriter } from './confluence-content.ts';
import { hasMarker, occurrences, withMarker, withoutMarkers } from './inline-markers.ts';
import { amendBody } from './page-history.ts';
import { currentVersion, type Page, type PageComment, type Version } from './records.ts';

/** The place of an inline comment: a text of the page, how often the client has counted it, and which one (from 0). */
export interface Anchor {
  readonly selection: string;
  readonly count: number;
  readonly index: number;
}

interface CommentFacts {
  readonly page: Page;
  readonly author: User;
  /** Storage format. */
  readonly body: string;
}

/** A comment of a page that the user may see; 404 for any other. */
export function commentOf(content: ConfluenceContent, id: string, user: User): PageComment {
  const pages = content.pagesFor(user).filter(({ status }) => status !== 'trashed');
  const comment = pages.flatMap(({ comments }) => comments).find((one) => one.id === id);
  if (comment === undefined) throw new Refusal(404, 'Not Found');
  return comment;
}

/** Adds a comment below the page. */
export function addFooterComment(content: ConfluenceContent, facts: CommentFacts): PageComment {
  return added(content, facts, { parentId: null, selection: null, markerRef: null });
}

/** Adds a comment to a text of the page and marks the text; 400 where it does not occur as the anchor says. */
export function addInlineComment(content: ConfluenceContent, facts: CommentFacts, anchor: Anchor): PageComment {
  requireWriter(facts.author);
  const { selection, count, index } = anchor;
  const storage = currentVersion(facts.page).body;
  const found = occurrences(storage, selection);
  if (found === 0 || found !== count || !Number.isInteger(index) || index < 0 || index >= found) {
    throw new Refusal(
      400,
      `The text selection occurs ${found} times in the page; it must be there as often as 'textSelectionMatchCount' says, and 'textSelectionMatchIndex' must be below that.`,
    );
  }
  const markerRef = randomUUID();
  amendBody(facts.page, withMarker(storage, selection, index, markerRef));
  return added(content, facts, { parentId: null, selection, markerRef });
}

/** Answers a comment, in the place that it has. */
export function addReply(
  content: ConfluenceContent,
  parent: PageComment,
  { author, body }: Omit<CommentFacts, 'page'>,
): PageComment {
  const { id, page, selection, markerRef } = parent;
  return added(content, { page, author, body }, { parentId: id, selection, markerRef });
}

/** Gives a comment a new version; without a body the text stays. */
export function editComment(
  comment: PageComment,
  user: User,
  { body = comment.body, message = '' }: { readonly body?: string; readonly message?: string },
): void {
  requireWriter(user);
  comment.body = body;
  comment.version = versionOf(comment.version.number + 1, user, message);
}

/** Resolves a thread in the text, or opens it again; that it already is so is no mistake. */
export function resolveComment(comment: PageComment, user: User, resolved: boolean): void {
  requireWriter(user);
  if (comment.selection === null || comment.parentId !== null) {
    throw new Refusal(400, 'Only an inline comment at the top of its thread can be resolved.');
  }
  if (comment.resolved === resolved) return;
  comment.resolved = resolved;
  comment.resolution = { by: user, at: Date.now() };
}

/** Removes a comment with all its answers, and the mark that it left in the text. */
export function removeComment(comment: PageComment, user: User): void {
  requireWriter(user);
  const { page, parentId, markerRef } = comment;
  for (const reply of repliesTo(comment)) removeComment(reply, user);
  page.comments.splice(page.comments.indexOf(comment), 1);
  if (markerRef !== null && parentId === null) amendBody(page, withoutMarkers(currentVersion(page).body, markerRef));
}

/** What directly answers a comment, oldest first. */
export function repliesTo({ id, page }: PageComment): readonly PageComment[] {
  return page.comments.filter(({ parentId }) => parentId === id);
}

/** The comment that a thread begins with; a reply stands as that one does. */
export function threadOf(comment: PageComment): PageComment {
  const parent = comment.page.comments.find(({ id }) => id === comment.parentId);
  return parent === undefined ? comment : threadOf(parent);
}

/** How the thread of an inline comment stands; `dangling` where its text has gone from the page. */
export function resolutionOf(comment: PageComment): 'open' | 'reopened' | 'resolved' | 'dangling' {
  const { page, markerRef, resolved, resolution } = threadOf(comment);
  if (resolved) return 'resolved';
  if (markerRef !== null && !hasMarker(currentVersion(page).body, markerRef)) return 'dangling';
  return resolution === null ? 'open' : 'reopened';
}

function added(
  content: ConfluenceContent,
  { page, author, body }: CommentFacts,
  place: Pick<PageComment, 'parentId' | 'selection' | 'markerRef'>,
): PageComment {
  requireWriter(author);
  const version = versionOf(1, author, '');
  const { created } = version;
  const comment: PageComment = {
    id: content.ids.comment.next(),
    page,
    author,
    created,
    body,
    version,
    resolved: false,
    resolution: null,
    ...place,
  };
  page.comments.push(comment);
  return comment;
}

function versionOf(number: number, author: User, message: string): Version {
  return { number, author, message, created: Date.now(), minorEdit: false };
}
