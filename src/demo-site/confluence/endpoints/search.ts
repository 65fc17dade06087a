import { offsetOf, pageToken } from '../../http/page-token.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { type Content, searchContent } from '../search-content.ts';
import { v1Content, v1Links, v1Result } from '../v1-views.ts';

/** Searching with CQL, which only v1 has. */
export const contentSearchEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/search', (request, site) => {
    const { rows, start, limit, total, cql, links } = found(request, site);
    const results = rows.map((content) => v1Result(content, request.list('expand')));
    return ok({
      results,
      start,
      limit,
      size: results.length,
      totalSize: total,
      cqlQuery: cql,
      searchDuration: 1,
      _links: links,
    });
  }),
  route('GET /wiki/rest/api/content/search', (request, site) => {
    const { rows, start, limit, links } = found(request, site);
    const results = rows.map((content) => v1Content(content, request.list('expand')));
    return ok({ results, start, limit, size: results.length, _links: links });
  }),
];

interface Found {
  readonly rows: readonly Content[];
  readonly start: number;
  readonly limit: number;
  readonly total: number;
  readonly cql: string;
  readonly links: Readonly<Record<string, string>>;
}

function found(request: SiteRequest, site: Site): Found {
  const cql = request.query.get('cql') ?? '';
  const all = searchContent(site, cql, request.user);
  const limit = request.integer('limit', { fallback: 25, min: 0, max: 100 });
  const cursor = request.query.get('cursor');
  const start =
    cursor === null
      ? request.integer('start', { fallback: 0, min: 0 })
      : offsetOf(cursor, cql, 'The cursor is invalid.');
  const rows = all.slice(start, start + limit);
  const end = start + rows.length;
  const next = new URLSearchParams(request.query);
  next.set('next', 'true');
  next.set('cursor', pageToken(end, cql));
  next.set('limit', String(limit));
  next.set('start', String(end));
  // Addresses in v1's `_links` are relative to `base`, which has the `/wiki` already.
  const path = request.path.replace(/^\/wiki/, '');
  const more = limit > 0 && end < all.length ? `${path}?${next.toString()}` : undefined;
  const self = `${request.path}?${request.query.toString()}`;
  return { rows, start, limit, total: all.length, cql, links: v1Links(site, self, more) };
}
