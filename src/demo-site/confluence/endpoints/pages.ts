import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { requireEditor } from '../confluence-content.ts';
import { versionOf } from '../page-history.ts';
import { currentVersion, type Page } from '../records.ts';
import { type SortKeys, sortedBy } from '../sorted-by.ts';
import { labelView, pageView, singlePageView, versionView } from '../v2-views.ts';
import { createPage, renamePage, updatePage } from '../write-page.ts';

export const pageOf = (request: SiteRequest, site: Site): Page =>
  site.confluence.page(request.param('id'), request.user);

/** What lists of pages can be sorted by. */
export const pageSortKeys: SortKeys<Page> = {
  id: (page) => Number(page.id),
  title: (page) => currentVersion(page).title,
  'created-date': (page) => page.created,
  'modified-date': (page) => currentVersion(page).created,
  'child-position': (page) => page.position,
};

const formats = ['storage', 'atlas_doc_format', 'view'];

/** The representation that `body-format` asks for. This site keeps bodies as storage, and gives only that. */
export function bodyFormat(request: SiteRequest): string | null {
  const format = request.query.get('body-format');
  if (format === null || format === 'storage') return format;
  const known = formats.includes(format)
    ? 'The demo site gives bodies as storage only'
    : `Provided value {${format}} for 'body-format' is not the correct type`;
  throw new Refusal(400, `${known}. Expected one of: storage`);
}

/** Pages: create, read, edit, delete, and what hangs on one. */
export const pageEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/pages', (request, site) => {
    const [ids, spaces] = [request.list('id'), request.list('space-id')];
    const pages = listed(request, site)
      .filter((page) => ids.length === 0 || ids.includes(page.id))
      .filter((page) => spaces.length === 0 || spaces.includes(page.space.id));
    return pageList(request, site, pages);
  }),
  route('GET /wiki/api/v2/spaces/:id/pages', (request, site) => {
    const space = site.confluence.space(request.param('id'));
    const rootOnly = request.query.get('depth') === 'root';
    const pages = listed(request, site).filter((page) => page.space === space && (!rootOnly || page.parent === null));
    return pageList(request, site, pages);
  }),
  route('POST /wiki/api/v2/pages', (request, site) => ok(singlePageView(createPage(request, site), site, 'storage'))),
  route('GET /wiki/api/v2/pages/:id', (request, site) => {
    const trashed = request.list('status').includes('trashed');
    const page = site.confluence.page(request.param('id'), request.user, { trashed });
    const number = request.integer('version', { fallback: currentVersion(page).number, min: 1 });
    const view = singlePageView(page, site, bodyFormat(request), versionOf(page, number));
    return ok({
      ...view,
      ...(request.flag('include-labels') ? { labels: included(page.labels.map(labelView)) } : {}),
      ...(request.flag('include-versions')
        ? { versions: included([...page.versions].reverse().map(versionView)) }
        : {}),
    });
  }),
  route('PUT /wiki/api/v2/pages/:id', (request, site) =>
    ok(singlePageView(updatePage(request, site), site, 'storage')),
  ),
  route('DELETE /wiki/api/v2/pages/:id', (request, site) => {
    const purge = request.flag('purge');
    const page = site.confluence.page(request.param('id'), request.user, { trashed: purge });
    requireEditor(request.user, page);
    if (purge && page.status !== 'trashed') throw new Refusal(400, 'Only a page in the trash can be purged.');
    site.confluence.removePage(page, { purge });
    return noContent();
  }),
  route('PUT /wiki/api/v2/pages/:id/title', (request, site) =>
    ok(singlePageView(renamePage(request, site), site, 'storage')),
  ),
  route('GET /wiki/api/v2/pages/:id/versions', (request, site) => {
    const page = pageOf(request, site);
    const format = bodyFormat(request);
    const newestFirst = request.query.get('sort') !== 'modified-date';
    const versions = newestFirst ? [...page.versions].reverse() : page.versions;
    return cursorPage(request, site.url, versions, (version) => ({
      ...versionView(version),
      page: {
        id: page.id,
        title: version.title,
        ...(format === null ? {} : { body: pageView(page, version, format).body }),
      },
    }));
  }),
  route('GET /wiki/api/v2/pages/:id/versions/:number', (request, site) => {
    const { versions } = pageOf(request, site);
    const number = Number(request.param('number'));
    if (!Number.isSafeInteger(number)) throw new Refusal(400, 'The version number must be an integer.');
    const at = versions.findIndex((one) => one.number === number);
    const version = versions[at];
    if (version === undefined) throw new Refusal(404, 'Not Found');
    const [previous, next] = [versions[at - 1], versions[at + 1]];
    return ok({
      ...versionView(version),
      contentTypeModified: false,
      collaborators: [version.author.accountId],
      ...(previous === undefined ? {} : { prevVersion: previous.number }),
      ...(next === undefined ? {} : { nextVersion: next.number }),
    });
  }),
];

function listed(request: SiteRequest, site: Site): readonly Page[] {
  const [title, statuses] = [request.query.get('title'), request.list('status')];
  const wanted = statuses.length === 0 ? ['current', 'archived'] : statuses;
  return site.confluence
    .pagesFor(request.user)
    .filter((page) => wanted.includes(page.status))
    .filter((page) => title === null || currentVersion(page).title === title);
}

function pageList(request: SiteRequest, site: Site, pages: readonly Page[]) {
  const format = bodyFormat(request);
  const sorted = sortedBy(pages, request.query.get('sort') ?? 'id', pageSortKeys);
  return cursorPage(request, site.url, sorted, (page) => pageView(page, currentVersion(page), format));
}

/** A list inside another answer, which is never longer than what it shows. */
export function included(results: readonly unknown[]) {
  return { results, meta: { hasMore: false }, _links: {} };
}
