import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import type { Page, Space } from '../../records.ts';
import { ContentViews } from '../content-views.ts';
import { expanded } from '../expansion.ts';
import { context, innerList, listReply } from '../offset-list.ts';
import { refusal } from '../refusals.ts';
import { expansionIn } from './expansion-in.ts';

/** Spaces, and the pages in one. */
export const spaceEndpoints: readonly Route[] = [
  route('GET /rest/api/space', (request, site) => {
    const [keys, ids] = [[...request.list('spaceKey'), ...request.list('spaceKeys')], request.list('spaceIds')];
    const [types, status] = [request.list('type'), request.query.get('status') ?? 'current'];
    const spaces = site.confluence.spaces
      .filter(({ key }) => keys.length === 0 || keys.includes(key))
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(() => status === 'current' && (types.length === 0 || types.includes('global')));
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    return listReply(request, site, spaces, (space) => views.space(space, expand));
  }),
  route('GET /rest/api/space/:key', (request, site) => {
    const view = new ContentViews(site, request.user).space(spaceIn(request, site), expansionIn(request));
    return ok({ ...view, _links: { ...view._links, collection: '/rest/api/space', ...context(site) } });
  }),
  route('GET /rest/api/space/:key/content', (request, site) => {
    const pages = pagesIn(request, site);
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    const address = `${site.confluenceUrl}${request.path}`;
    const list = (path: string, all: readonly Page[]) => ({
      collapsed: `${request.path}/${path}`,
      view: () => innerList(`${address}/${path}`, all, (page) => views.page(page, expand.inside(path))),
    });
    const parts = expanded(expand, { page: list('page', pages), blogpost: list('blogpost', []) });
    return ok({ ...parts, _links: { self: address, ...context(site) } });
  }),
  route('GET /rest/api/space/:key/content/:type', (request, site) => {
    const type = request.param('type');
    if (type !== 'page' && type !== 'blogpost') throw refusal(400, `Spaces do not list content of the type ${type}.`);
    const pages = type === 'page' ? pagesIn(request, site) : [];
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    return listReply(request, site, pages, (page) => views.page(page, expand));
  }),
];

const spaceIn = (request: SiteRequest, site: Site): Space => site.confluence.spaceOfKey(request.param('key'));

function pagesIn(request: SiteRequest, site: Site): readonly Page[] {
  const space = spaceIn(request, site);
  const depth = request.query.get('depth') ?? 'all';
  if (depth !== 'all' && depth !== 'root') throw refusal(400, `Depth is all or root, not ${depth.slice(0, 40)}.`);
  return site.confluence
    .pagesFor(request.user)
    .filter((page) => page.space === space && page.status === 'current')
    .filter((page) => depth === 'all' || page.parent === null);
}
