import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Template } from '../records.ts';
import { templateOf, templatesOf } from '../templates.ts';
import { v1Label, v1Links, v1Space } from '../v1-views.ts';

/** Templates for pages, which only v1 has. */
export const templateEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/template/page', (request, site) => {
    const key = request.query.get('spaceKey');
    const all = templatesOf(site.confluence, key === null ? null : site.confluence.spaceOfKey(key));
    const start = request.integer('start', { fallback: 0, min: 0 });
    const limit = request.integer('limit', { fallback: 25, min: 0, max: 200 });
    const results = all.slice(start, start + limit).map((template) => templateView(template, withBody(request)));
    const end = start + results.length;
    const question = new URLSearchParams(request.query);
    question.set('start', String(end));
    const next = results.length > 0 && end < all.length ? `/rest/api/template/page?${question.toString()}` : undefined;
    return ok({ results, start, limit, size: results.length, _links: v1Links(site, request.path, next) });
  }),
  route('GET /wiki/rest/api/template/:id', (request, site) =>
    ok(templateView(templateOf(site.confluence, request.param('id')), withBody(request))),
  ),
];

function withBody(request: SiteRequest): boolean {
  const expand = request.list('expand');
  return expand.includes('body') || expand.includes('body.storage');
}

function templateView({ id, name, description, space, labels, body }: Template, shown: boolean) {
  const storage = { value: body, representation: 'storage', embeddedContent: [], _expandable: {} };
  return {
    templateId: id,
    name,
    description,
    ...(space === null ? {} : { space: v1Space(space) }),
    labels: labels.map(v1Label),
    templateType: 'page',
    editorVersion: 'v2',
    ...(shown ? { body: { storage, _expandable: {} } } : {}),
    _expandable: shown ? {} : { body: '' },
    _links: { self: `/rest/api/template/${id}` },
  };
}
