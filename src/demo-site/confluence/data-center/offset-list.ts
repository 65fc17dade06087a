import { ok, type Reply } from '../../http/reply.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';

interface Limits {
  readonly fallback: number;
  readonly max: number;
}

/** The part of a list that `start` and `limit` ask for, and the links to what is before and after it. */
export function offsetList<T>(request: SiteRequest, site: Site, all: readonly T[], limits?: Limits) {
  const { fallback, max } = limits ?? { fallback: 25, max: 200 };
  const start = request.integer('start', { fallback: 0, min: 0 });
  const limit = request.integer('limit', { fallback, min: 0, max });
  const items = all.slice(start, start + limit);
  const at = (offset: number) => {
    const question = new URLSearchParams(request.query);
    question.set('start', String(offset));
    question.set('limit', String(limit));
    return `${request.path}?${question.toString()}`;
  };
  const more = limit > 0 && start + items.length < all.length;
  const links = {
    self: `${site.confluenceUrl}${at(start)}`,
    ...(more ? { next: at(start + limit) } : {}),
    ...(start > 0 ? { prev: at(Math.max(0, start - limit)) } : {}),
    ...context(site),
  };
  return { items, frame: { start, limit, size: items.length }, links };
}

/** Answers that part of the list. */
export function listReply<T>(
  request: SiteRequest,
  site: Site,
  all: readonly T[],
  view: (item: T) => unknown,
  limits?: Limits,
): Reply {
  const { items, frame, links } = offsetList(request, site, all, limits);
  return ok({ results: items.map(view), ...frame, _links: links });
}

/** A list inside another answer: its beginning, with the address of the whole. */
export function innerList<T>(address: string, all: readonly T[], view: (item: T) => unknown) {
  const limit = 25;
  const results = all.slice(0, limit).map(view);
  return { results, start: 0, limit, size: results.length, _links: { self: address } };
}

/** What every answer says about where it comes from. */
export function context({ confluenceUrl, url }: Site) {
  return { base: confluenceUrl, context: confluenceUrl.slice(url.length) };
}
