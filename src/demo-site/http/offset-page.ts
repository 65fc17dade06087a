import type { SiteRequest } from './site-request.ts';

interface OffsetPage<T> {
  readonly startAt: number;
  readonly maxResults: number;
  readonly total: number;
  readonly isLast: boolean;
  readonly items: readonly T[];
}

/** The part of a list that `startAt` and `maxResults` ask for, as Jira pages everything but searches. */
export function offsetPage<T>(
  request: SiteRequest,
  all: readonly T[],
  size: { readonly fallback: number; readonly max: number },
): OffsetPage<T> {
  const startAt = request.integer('startAt', { fallback: 0, min: 0 });
  const maxResults = request.integer('maxResults', { fallback: size.fallback, min: 0, max: size.max });
  const items = all.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: all.length, isLast: startAt + items.length >= all.length, items };
}

/** The same as a page bean: its own address, the next one's, and `values`. */
export function pageBean<T>(request: SiteRequest, url: string, page: OffsetPage<T>, values: readonly unknown[]) {
  const { startAt, maxResults, total, isLast } = page;
  const at = (start: number) => `${url}${request.path}?startAt=${start}&maxResults=${maxResults}`;
  const nextPage = isLast || maxResults === 0 ? {} : { nextPage: at(startAt + maxResults) };
  return { self: at(startAt), ...nextPage, maxResults, startAt, total, isLast, values };
}
