import { noContent, ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import { currentVersion, type Page } from '../../records.ts';
import { ContentViews } from '../content-views.ts';
import { createContent } from '../create-content.ts';
import { deleteContent } from '../delete-content.ts';
import { Expansion } from '../expansion.ts';
import { askedContent } from '../find-content.ts';
import { historyOf } from '../history-view.ts';
import { context, listReply } from '../offset-list.ts';
import { refusal } from '../refusals.ts';
import { updateContent } from '../update-content.ts';
import { expansionIn } from './expansion-in.ts';

const written = 'body.storage,history,space,container,version,ancestors';

/** Pages and comments, which are written and read in the same way. */
export const contentEndpoints: readonly Route[] = [
  route('GET /rest/api/content', (request, site) => {
    const [views, expand] = [new ContentViews(site, request.user), expansionIn(request)];
    return listReply(request, site, listed(request, site), (page) => views.page(page, expand));
  }),
  route('POST /rest/api/content', (request, site) => {
    const found = createContent(request, site);
    return ok(new ContentViews(site, request.user).single(found, expansionIn(request, written)));
  }),
  route('GET /rest/api/content/:id', (request, site) => {
    const found = askedContent(request, site);
    return ok(new ContentViews(site, request.user).single(found, expansionIn(request, 'history,space,version')));
  }),
  route('PUT /rest/api/content/:id', (request, site) => {
    const found = updateContent(request, site);
    return ok(new ContentViews(site, request.user).single(found, new Expansion(written.split(','))));
  }),
  route('DELETE /rest/api/content/:id', (request, site) => {
    deleteContent(request, site);
    return noContent();
  }),
  route('GET /rest/api/content/:id/history', (request, site) => {
    const expand = expansionIn(request, 'previousVersion,nextVersion,lastUpdated');
    const view = historyOf(askedContent(request, site), site, expand);
    return ok({ ...view, _links: { ...view._links, ...context(site) } });
  }),
];

/** Pages by space and title, as `GET content` finds them; this site has no blog posts. */
function listed(request: SiteRequest, site: Site): readonly Page[] {
  const [key, title] = [request.query.get('spaceKey'), request.query.get('title')];
  const [type, ids] = [request.query.get('type') ?? 'page', request.list('ids')];
  if (type !== 'page' && type !== 'blogpost')
    throw refusal(400, `Content of the type ${type.slice(0, 40)} is not listed.`);
  const statuses = request.list('status');
  const wanted = statuses.length === 0 ? ['current'] : statuses;
  const space = key === null ? undefined : site.confluence.spaceOfKey(key);
  return site.confluence
    .pagesFor(request.user)
    .filter(() => type === 'page')
    .filter((page) => wanted.includes('any') || wanted.includes(page.status))
    .filter((page) => space === undefined || page.space === space)
    .filter((page) => title === null || currentVersion(page).title === title)
    .filter(({ id }) => ids.length === 0 || ids.includes(id));
}
