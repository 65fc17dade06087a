import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { ancestorsOf } from '../confluence-content.ts';
import { pageContent } from '../content.ts';
import { type CopyDestination, copyPage } from '../copy-page.ts';
import { descendantsOf, movePage } from '../page-tree.ts';
import { currentVersion, type Page } from '../records.ts';
import { sortedBy } from '../sorted-by.ts';
import { v1Content } from '../v1-views.ts';
import { storageBody } from '../write-page.ts';
import { pageOf, pageSortKeys } from './pages.ts';

/** What is above and below a page; moving and copying it, which only v1 can. */
export const pageTreeEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/pages/:id/children', (request, site) =>
    cursorPage(request, site.url, children(request, site), childView),
  ),
  route('GET /wiki/api/v2/pages/:id/direct-children', (request, site) =>
    cursorPage(request, site.url, children(request, site), (page) => ({ ...childView(page), type: 'page' })),
  ),
  route('GET /wiki/api/v2/pages/:id/descendants', (request, site) => {
    const depth = request.integer('depth', { fallback: 2, min: 1, max: 10 });
    const found = descendantsOf(site.confluence, pageOf(request, site), request.user, depth);
    return cursorPage(request, site.url, found, ({ page, depth: at }) => ({
      id: page.id,
      status: page.status,
      title: currentVersion(page).title,
      type: 'page',
      parentId: page.parent?.id,
      depth: at,
      childPosition: page.position,
    }));
  }),
  route('GET /wiki/api/v2/pages/:id/ancestors', (request, site) =>
    cursorPage(request, site.url, ancestorsOf(pageOf(request, site)), ({ id }) => ({ id, type: 'page' })),
  ),
  route('PUT /wiki/rest/api/content/:id/move/:position/:targetId', (request, site) => {
    const page = pageOf(request, site);
    const position = request.param('position');
    if (position !== 'before' && position !== 'after' && position !== 'append') {
      throw new Refusal(400, 'The position of a move is before, after or append.');
    }
    movePage(
      site.confluence,
      page,
      position,
      site.confluence.page(request.param('targetId'), request.user),
      request.user,
    );
    return ok({ pageId: page.id });
  }),
  route('POST /wiki/rest/api/content/:id/copy', (request, site) => {
    const copy = copied(request, site);
    return ok(v1Content(pageContent(copy), ['space', 'history', 'version', ...request.list('expand')]));
  }),
];

function children(request: SiteRequest, site: Site): readonly Page[] {
  const pages = site.confluence.childrenOf(pageOf(request, site), request.user);
  return sortedBy(pages, request.query.get('sort') ?? 'child-position', pageSortKeys);
}

function childView(page: Page) {
  return {
    id: page.id,
    status: page.status,
    title: currentVersion(page).title,
    spaceId: page.space.id,
    childPosition: page.position,
  };
}

function copied(request: SiteRequest, site: Site): Page {
  const fields = isJsonObject(request.body) ? request.body : {};
  const body = isJsonObject(fields['body']) ? storageBody(fields['body']) : undefined;
  const title = textAt(fields, 'pageTitle');
  return copyPage(
    site.confluence,
    pageOf(request, site),
    destinationIn(fields['destination'], request, site),
    request.user,
    {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      attachments: fields['copyAttachments'] === true,
      labels: fields['copyLabels'] === true,
      permissions: fields['copyPermissions'] === true,
    },
  );
}

function destinationIn(destination: unknown, request: SiteRequest, site: Site): CopyDestination {
  const [type, value] = [textAt(destination, 'type'), textAt(destination, 'value')];
  if (type === undefined || value === undefined) {
    throw new Refusal(400, "The 'destination' needs a 'type' and a 'value'.");
  }
  if (type === 'space') return { type, space: site.confluence.spaceOfKey(value) };
  const page = () => site.confluence.page(value, request.user);
  if (type === 'existing_page') return { type, page: page() };
  if (type === 'parent_page' || type === 'parent_content') return { type: 'parent_page', page: page() };
  throw new Refusal(400, `The 'destination.type' ${type.slice(0, 40)} is invalid.`);
}
