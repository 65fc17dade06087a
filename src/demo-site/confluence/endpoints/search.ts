import { offsetOf, pageToken } from '../../http/page-token.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { searchContent } from '../search-content.ts';
import { searchUsers } from '../search-users.ts';
import { v1Content, v1Links, v1Result, v1UserResult } from '../v1-views.ts';

/** Searching with CQL, which only v1 has. */
export const contentSearchEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/search', (request, site) => {
    const { rows, ...frame } = found(request, site, searchContent);
    return ok({ results: rows.map((content) => v1Result(content, request.list('expand'))), ...frame });
  }),
  route('GET /wiki/rest/api/search/user', (request, site) => {
    const { rows, ...frame } = found(request, site, searchUsers);
    const made = Math.min(...site.confluence.spaces.map((space) => space.created));
    return ok({ results: rows.map((user) => v1UserResult(user, made)), ...frame });
  }),
  route('GET /wiki/rest/api/content/search', (request, site) => {
    const { rows, start, limit, size, _links } = found(request, site, searchContent);
    const results = rows.map((content) => v1Content(content, request.list('expand')));
    return ok({ results, start, limit, size, _links });
  }),
];

type Search<T> = (site: Site, cql: string, user: SiteRequest['user']) => readonly T[];

function found<T>(request: SiteRequest, site: Site, search: Search<T>) {
  const cqlQuery = request.query.get('cql') ?? '';
  const all = search(site, cqlQuery, request.user);
  const limit = request.integer('limit', { fallback: 25, min: 0, max: 100 });
  const cursor = request.query.get('cursor');
  const start =
    cursor === null
      ? request.integer('start', { fallback: 0, min: 0 })
      : offsetOf(cursor, cqlQuery, 'The cursor is invalid.');
  const rows = all.slice(start, start + limit);
  const end = start + rows.length;
  const next = new URLSearchParams(request.query);
  next.set('next', 'true');
  next.set('cursor', pageToken(end, cqlQuery));
  next.set('limit', String(limit));
  next.set('start', String(end));
  // Addresses in v1's `_links` are relative to `base`, which has the `/wiki` already.
  const path = request.path.replace(/^\/wiki/, '');
  const more = limit > 0 && end < all.length ? `${path}?${next.toString()}` : undefined;
  const self = `${request.path}?${request.query.toString()}`;
  return {
    rows,
    start,
    limit,
    size: rows.length,
    totalSize: all.length,
    cqlQuery,
    searchDuration: 1,
    _links: v1Links(site, self, more),
  };
}
