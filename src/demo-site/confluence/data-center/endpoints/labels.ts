import { noContent } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import { textAt } from '../../../json.ts';
import type { Site } from '../../../site.ts';
import { addLabels, removeLabel } from '../../labels.ts';
import type { Page } from '../../records.ts';
import { findPage } from '../find-content.ts';
import { labelView } from '../label-view.ts';
import { listReply } from '../offset-list.ts';

/** Labels of a page. */
export const labelEndpoints: readonly Route[] = [
  route('GET /rest/api/content/:id/label', (request, site) => {
    const prefixes = request.list('prefix');
    // Only labels that everybody sees are on this site.
    const shown = prefixes.length === 0 || prefixes.includes('global') ? pageIn(request, site).labels : [];
    return listReply(request, site, shown, labelView, { fallback: 200, max: 200 });
  }),
  route('POST /rest/api/content/:id/label', (request, site) => {
    const page = pageIn(request, site);
    const entries: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
    const names = entries.map((entry) => textAt(entry, 'name'));
    addLabels(site.confluence, page, request.user, names);
    return listReply(request, site, page.labels, labelView, { fallback: 200, max: 200 });
  }),
  route('DELETE /rest/api/content/:id/label', (request, site) =>
    withoutLabel(request, site, request.query.get('name') ?? ''),
  ),
  route('DELETE /rest/api/content/:id/label/:label', (request, site) =>
    withoutLabel(request, site, request.param('label')),
  ),
];

const pageIn = (request: SiteRequest, site: Site): Page => findPage(request.param('id'), request.user, site);

function withoutLabel(request: SiteRequest, site: Site, name: string) {
  removeLabel(pageIn(request, site), request.user, name);
  return noContent();
}
