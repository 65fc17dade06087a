import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import { repliesTo } from '../../comments.ts';
import { descendantsOf } from '../../page-tree.ts';
import type { Page, PageComment } from '../../records.ts';
import { ContentViews } from '../content-views.ts';
import { findContent, findPage } from '../find-content.ts';
import { context, listReply } from '../offset-list.ts';
import { refusal } from '../refusals.ts';
import { expansionIn } from './expansion-in.ts';

/** What is below a content. */
export const childEndpoints: readonly Route[] = [
  ...(['child', 'descendant'] as const).map((below) =>
    route(`GET /rest/api/content/:id/${below}`, (request, site) => {
      const page = pageIn(request, site);
      const views = new ContentViews(site, request.user);
      const expand = expansionIn(request);
      const parts = below === 'child' ? views.childrenOf(page, expand) : views.descendantsOf(page, expand);
      return ok({ ...parts, _links: { self: `${site.confluenceUrl}${request.path}`, ...context(site) } });
    }),
  ),
  route('GET /rest/api/content/:id/child/page', (request, site) => {
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    const pages = site.confluence.childrenOf(pageIn(request, site), request.user);
    return listReply(request, site, pages, (page) => views.page(page, expand));
  }),
  route('GET /rest/api/content/:id/descendant/page', (request, site) => {
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    const below = descendantsOf(site.confluence, pageIn(request, site), request.user);
    return listReply(request, site, below, ({ page }) => views.page(page, expand));
  }),
  route('GET /rest/api/content/:id/child/comment', (request, site) => {
    const depth = request.query.get('depth') ?? '';
    if (depth !== '' && depth !== 'all') throw refusal(400, `Depth is all or left out, not ${depth.slice(0, 40)}.`);
    const comments = commentsBelow(request, site, depth === 'all').filter(atLocation(request));
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    return listReply(request, site, comments, (comment) => views.comment(comment, expand));
  }),
  route('GET /rest/api/content/:id/descendant/comment', (request, site) => {
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    return listReply(request, site, pageIn(request, site).comments, (comment) => views.comment(comment, expand));
  }),
];

const pageIn = (request: SiteRequest, site: Site): Page => findPage(request.param('id'), request.user, site);

/** The comments of a page, or the answers to a comment; `all` takes those below them too. */
function commentsBelow(request: SiteRequest, site: Site, all: boolean): readonly PageComment[] {
  const found = findContent(request.param('id'), request.user, site);
  if (found.type === 'comment') return all ? answersBelow(found.comment) : repliesTo(found.comment);
  if (found.type === 'attachment') return [];
  return found.page.comments.filter(({ parentId }) => all || parentId === null);
}

function answersBelow(comment: PageComment): readonly PageComment[] {
  return repliesTo(comment).flatMap((one) => [one, ...answersBelow(one)]);
}

/** A comment is at any one of the locations that are asked for; no location asks for all. */
function atLocation(request: SiteRequest): (comment: PageComment) => boolean {
  const locations = request.list('location');
  const unknown = locations.find((one) => !['inline', 'footer', 'resolved'].includes(one));
  if (unknown !== undefined)
    throw refusal(400, `The location is inline, footer or resolved, not ${unknown.slice(0, 40)}.`);
  return ({ selection, resolved }) => {
    const location = selection === null ? 'footer' : 'inline';
    return locations.length === 0 || locations.includes(location) || (resolved && locations.includes('resolved'));
  };
}
