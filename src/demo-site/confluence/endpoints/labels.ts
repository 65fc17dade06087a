import { cursorPage } from '../../http/cursor-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { requireEditor } from '../confluence-content.ts';
import type { Page } from '../records.ts';
import { labelView } from '../v2-views.ts';
import { pageOf } from './pages.ts';

/** Labels of a page: read through v2, written through v1, which alone can. */
export const labelEndpoints: readonly Route[] = [
  route('GET /wiki/api/v2/pages/:id/labels', (request, site) =>
    cursorPage(request, site.url, pageOf(request, site).labels, labelView),
  ),
  route('POST /wiki/rest/api/content/:id/label', (request, site) => {
    const page = pageToLabel(request, site);
    const entries = Array.isArray(request.body) ? request.body : [request.body];
    const names = entries.map((entry) => labelName(textAt(entry, 'name')));
    page.labels = [...new Set([...page.labels, ...names.map((name) => site.confluence.label(name))])];
    const results = page.labels.map((label) => ({ ...labelView(label), label: label.name }));
    return ok({
      results,
      start: 0,
      limit: 200,
      size: results.length,
      _links: { base: `${site.url}/wiki`, context: '/wiki' },
    });
  }),
  route('DELETE /wiki/rest/api/content/:id/label', (request, site) =>
    removeLabel(request, site, request.query.get('name') ?? ''),
  ),
  route('DELETE /wiki/rest/api/content/:id/label/:label', (request, site) =>
    removeLabel(request, site, request.param('label')),
  ),
];

function pageToLabel(request: SiteRequest, site: Site): Page {
  const page = pageOf(request, site);
  requireEditor(request.user, page);
  return page;
}

function removeLabel(request: SiteRequest, site: Site, name: string) {
  const page = pageToLabel(request, site);
  if (!page.labels.some((label) => label.name === name))
    throw new Refusal(404, `The content does not have the label '${name}'.`);
  page.labels = page.labels.filter((label) => label.name !== name);
  return noContent();
}

function labelName(name: string | undefined): string {
  if (name !== undefined && name.length <= 255 && /^[^\s:;,.?&[\]()#^*@!<>]+$/.test(name)) return name.toLowerCase();
  throw new Refusal(400, `The label '${name ?? ''}' is missing or has characters that labels can't have.`);
}
