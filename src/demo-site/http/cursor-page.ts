import { offsetOf, pageToken } from './page-token.ts';
import { ok, type Reply } from './reply.ts';
import type { SiteRequest } from './site-request.ts';

/**
 * One page of a Confluence v2 list: `limit` items after `cursor`, and the next page's address both in
 * `_links.next` and in a `Link` header.
 */
export function cursorPage<T>(request: SiteRequest, url: string, all: readonly T[], view: (item: T) => unknown): Reply {
  const limit = request.integer('limit', { fallback: 25, min: 1, max: 250 });
  const question = new URLSearchParams(request.query);
  question.delete('cursor');
  question.delete('limit');
  const asked = `${request.path}?${question.toString()}`;
  const cursor = request.query.get('cursor');
  const start = cursor === null ? 0 : offsetOf(cursor, asked, 'Provided cursor is invalid');
  const items = all.slice(start, start + limit);
  const base = `${url}/wiki`;
  if (start + items.length >= all.length) return ok({ results: items.map(view), _links: { base } });
  question.set('limit', String(limit));
  question.set('cursor', pageToken(start + items.length, asked));
  const next = `${request.path}?${question.toString()}`;
  return ok(
    { results: items.map(view), _links: { next, base } },
    { Link: `<${next}>; rel="next", <${base}>; rel="base"` },
  );
}
