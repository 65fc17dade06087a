import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { created, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject } from '../../json.ts';
import type { Site } from '../../site.ts';
import { requireWriter } from '../confluence-content.ts';
import { currentVersion, type PageComment } from '../records.ts';
import { storageText } from '../storage-xhtml.ts';
import { commentView } from '../v2-views.ts';
import { storageBody } from '../write-page.ts';
import { bodyFormat, pageOf } from './pages.ts';

type Kind = 'footer' | 'inline';

/** Comments below a page and inside it. Replies are listed under their parent, not under the page. */
export const commentEndpoints: readonly Route[] = (['footer', 'inline'] as const).flatMap((kind) => [
  route(`GET /wiki/api/v2/pages/:id/${kind}-comments`, (request, site) => {
    const format = bodyFormat(request);
    const comments = pageOf(request, site).comments.filter((one) => isKind(one, kind) && one.parentId === null);
    const newestFirst = request.query.get('sort') === '-created-date';
    const sorted = newestFirst ? [...comments].reverse() : comments;
    return cursorPage(request, site.url, sorted, (comment) => commentView(comment, format));
  }),
  route(`POST /wiki/api/v2/${kind}-comments`, (request, site) => {
    const comment = addComment(request, site, kind);
    const view = commentView(comment, 'storage');
    return created({ ...view, _links: { ...view._links, base: `${site.url}/wiki` } });
  }),
  route(`GET /wiki/api/v2/${kind}-comments/:id`, (request, site) => {
    const view = commentView(commentOf(request, site, request.param('id'), kind), bodyFormat(request));
    return ok({ ...view, _links: { ...view._links, base: `${site.url}/wiki` } });
  }),
  route(`GET /wiki/api/v2/${kind}-comments/:id/children`, (request, site) => {
    const { page, id } = commentOf(request, site, request.param('id'), kind);
    const format = bodyFormat(request);
    const replies = page.comments.filter((one) => one.parentId === id);
    return cursorPage(request, site.url, replies, (reply) => commentView(reply, format));
  }),
]);

function isKind(comment: PageComment, kind: Kind): boolean {
  return (comment.selection !== null) === (kind === 'inline');
}

function commentOf(request: SiteRequest, site: Site, id: string, kind: Kind): PageComment {
  const comments = site.confluence.pagesFor(request.user).flatMap((page) => page.comments);
  const comment = comments.find((one) => one.id === id && isKind(one, kind));
  if (comment === undefined) throw new Refusal(404, 'Not Found');
  return comment;
}

function addComment(request: SiteRequest, site: Site, kind: Kind): PageComment {
  requireWriter(request.user);
  const fields = isJsonObject(request.body) ? request.body : {};
  const { pageId, parentCommentId } = fields;
  if ((typeof pageId === 'string') === (typeof parentCommentId === 'string')) {
    throw new Refusal(400, "Exactly one of 'pageId' and 'parentCommentId' is required, as a string.");
  }
  const parent = typeof parentCommentId === 'string' ? commentOf(request, site, parentCommentId, kind) : undefined;
  const page = parent?.page ?? site.confluence.page(String(pageId), request.user);
  const body = storageBody(fields['body']);
  const selection =
    kind === 'footer' ? null : (parent?.selection ?? selectionIn(fields['inlineCommentProperties'], page));
  const id = site.confluence.ids.comment.next();
  const comment = {
    id,
    page,
    parentId: parent?.id ?? null,
    author: request.user,
    created: Date.now(),
    body,
    selection,
    resolved: false,
  };
  page.comments.push(comment);
  return comment;
}

/** The text an inline comment is pinned to must be in the page as often as the client has counted. */
function selectionIn(properties: unknown, page: PageComment['page']): string {
  const { textSelection, textSelectionMatchCount, textSelectionMatchIndex } = isJsonObject(properties)
    ? properties
    : {};
  const text = storageText(currentVersion(page).body);
  const found = typeof textSelection === 'string' && textSelection !== '' ? text.split(textSelection).length - 1 : 0;
  const valid = found > 0 && textSelectionMatchCount === found && Number(textSelectionMatchIndex) < found;
  if (typeof textSelection !== 'string' || !valid) {
    throw new Refusal(
      400,
      "'inlineCommentProperties' must name a text of the page, how often it is there, and which one is meant.",
    );
  }
  return textSelection;
}
