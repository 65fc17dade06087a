import { cursorPage } from '../../http/cursor-page.ts';
import { noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { addLabels, removeLabel } from '../labels.ts';
import type { Label } from '../records.ts';
import { type SortKeys, sortedBy } from '../sorted-by.ts';
import { v1Label } from '../v1-views.ts';
import { labelView } from '../v2-views.ts';
import { pageOf } from './pages.ts';

const sortKeys: SortKeys<Label> = {
  id: ({ id }) => Number(id),
  name: ({ name }) => name,
  'created-date': ({ id }) => Number(id),
};

/** Labels of a page: read through v2, written through v1, which alone can. */
export const labelEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/pages/:id/labels', (request, site) => {
    // Labels of this site are global: `my` and `team` have none.
    const labels = pageOf(request, site).labels.filter(() => (request.query.get('prefix') ?? 'global') === 'global');
    return cursorPage(request, site.url, sortedBy(labels, request.query.get('sort') ?? 'name', sortKeys), labelView);
  }),
  route('POST /wiki/rest/api/content/:id/label', (request, site) => {
    const page = pageOf(request, site);
    const entries: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
    const names = entries.map((entry) => textAt(entry, 'name'));
    addLabels(site.confluence, page, request.user, names);
    const results = page.labels.map(v1Label);
    return ok({
      results,
      start: 0,
      limit: 200,
      size: results.length,
      _links: { base: `${site.url}/wiki`, context: '/wiki' },
    });
  }),
  route('DELETE /wiki/rest/api/content/:id/label', (request, site) =>
    withoutLabel(request, site, request.query.get('name') ?? ''),
  ),
  route('DELETE /wiki/rest/api/content/:id/label/:label', (request, site) =>
    withoutLabel(request, site, request.param('label')),
  ),
];

function withoutLabel(request: SiteRequest, site: Site, name: string) {
  removeLabel(pageOf(request, site), request.user, name);
  return noContent();
}
