import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import {
  type Anchor,
  addFooterComment,
  addInlineComment,
  addReply,
  commentOf,
  editComment,
  removeComment,
  repliesTo,
  resolutionOf,
  resolveComment,
} from '../comments.ts';
import { requireWriter } from '../confluence-content.ts';
import type { PageComment } from '../records.ts';
import { type SortKeys, sortedBy } from '../sorted-by.ts';
import { commentView } from '../v2-views.ts';
import { storageBody } from '../write-page.ts';
import { bodyFormat, pageOf } from './pages.ts';

type Kind = 'footer' | 'inline';

/** Comments below a page and inside it. Replies are listed under their parent, not under the page. */
export const commentEndpoints: readonly Route[] = (['footer', 'inline'] as const).flatMap((kind) => [
  route(`GET /wiki/api/v2/pages/:id/${kind}-comments`, (request, site) => {
    const comments = pageOf(request, site).comments.filter((one) => isKind(one, kind) && one.parentId === null);
    const statuses = kind === 'inline' ? request.list('resolution-status') : [];
    const wanted = comments.filter((one) => statuses.length === 0 || statuses.includes(resolutionOf(one)));
    return commentList(request, site, wanted);
  }),
  route(`POST /wiki/api/v2/${kind}-comments`, (request, site) =>
    created(single(addComment(request, site, kind), site, 'storage')),
  ),
  route(`GET /wiki/api/v2/${kind}-comments/:id`, (request, site) =>
    ok(single(asked(request, site, kind), site, bodyFormat(request))),
  ),
  route(`PUT /wiki/api/v2/${kind}-comments/:id`, (request, site) =>
    ok(single(updateComment(request, site, kind), site, 'storage')),
  ),
  route(`DELETE /wiki/api/v2/${kind}-comments/:id`, (request, site) => {
    removeComment(asked(request, site, kind), request.user);
    return noContent();
  }),
  route(`GET /wiki/api/v2/${kind}-comments/:id/children`, (request, site) =>
    commentList(request, site, repliesTo(asked(request, site, kind))),
  ),
]);

const sortKeys: SortKeys<PageComment> = {
  'created-date': ({ created }) => created,
  'modified-date': ({ version }) => version.created,
};

function commentList(request: SiteRequest, site: Site, comments: readonly PageComment[]) {
  const format = bodyFormat(request);
  const sorted = sortedBy(comments, request.query.get('sort') ?? 'created-date', sortKeys);
  return cursorPage(request, site.url, sorted, (comment) => commentView(comment, format));
}

/** A comment on its own also says where the site is. */
function single(comment: PageComment, site: Site, format: string | null) {
  const view = commentView(comment, format);
  return { ...view, _links: { ...view._links, base: `${site.url}/wiki` } };
}

function isKind(comment: PageComment, kind: Kind): boolean {
  return (comment.selection !== null) === (kind === 'inline');
}

/** The comment of a kind; one of the other kind is not found. */
function ofKind(request: SiteRequest, site: Site, id: string, kind: Kind): PageComment {
  const comment = commentOf(site.confluence, id, request.user);
  if (!isKind(comment, kind)) throw new Refusal(404, 'Not Found');
  return comment;
}

function asked(request: SiteRequest, site: Site, kind: Kind): PageComment {
  return ofKind(request, site, request.param('id'), kind);
}

function addComment(request: SiteRequest, site: Site, kind: Kind): PageComment {
  const { user: author } = request;
  requireWriter(author);
  const fields = isJsonObject(request.body) ? request.body : {};
  const { pageId, parentCommentId } = fields;
  if ((typeof pageId === 'string') === (typeof parentCommentId === 'string')) {
    throw new Refusal(400, "Exactly one of 'pageId' and 'parentCommentId' is required, as a string.");
  }
  if (typeof parentCommentId === 'string') {
    const parent = ofKind(request, site, parentCommentId, kind);
    return addReply(site.confluence, parent, { author, body: storageBody(fields['body']) });
  }
  const page = site.confluence.page(String(pageId), author);
  const facts = { page, author, body: storageBody(fields['body']) };
  return kind === 'footer'
    ? addFooterComment(site.confluence, facts)
    : addInlineComment(site.confluence, facts, anchorIn(fields['inlineCommentProperties']));
}

function anchorIn(properties: unknown): Anchor {
  const { textSelection, textSelectionMatchCount, textSelectionMatchIndex } = isJsonObject(properties)
    ? properties
    : {};
  const valid = typeof textSelection === 'string' && typeof textSelectionMatchCount === 'number';
  if (!valid || typeof textSelectionMatchIndex !== 'number') {
    throw new Refusal(
      400,
      "'inlineCommentProperties' needs 'textSelection', 'textSelectionMatchCount' and 'textSelectionMatchIndex'.",
    );
  }
  return { selection: textSelection, count: textSelectionMatchCount, index: textSelectionMatchIndex };
}

/** A new text, a thread that is resolved or opened again, or both; on top of the version that the client has seen. */
function updateComment(request: SiteRequest, site: Site, kind: Kind): PageComment {
  const { user } = request;
  const comment = asked(request, site, kind);
  requireWriter(user);
  const fields = isJsonObject(request.body) ? request.body : {};
  const { version, body, resolved } = fields;
  const number = isJsonObject(version) ? version['number'] : undefined;
  if (typeof number !== 'number') throw new Refusal(400, "'version.number' is required and must be an integer.");
  if (resolved !== undefined && (kind === 'footer' || typeof resolved !== 'boolean')) {
    throw new Refusal(400, "'resolved' is for inline comments and must be true or false.");
  }
  if (body === undefined && resolved === undefined) throw new Refusal(400, "'body' is required.");
  const storage = body === undefined ? comment.body : storageBody(body);
  const current = comment.version.number;
  if (number !== current + 1) {
    throw new Refusal(
      409,
      `Version must be incremented when updating a comment. Current Version: [${current}]. Provided version: [${number}]`,
    );
  }
  if (typeof resolved === 'boolean') resolveComment(comment, user, resolved);
  editComment(comment, user, { body: storage, message: textAt(version, 'message') ?? '' });
  return comment;
}
