import type { Page, PageRequest } from '../../results/list-result.ts';
import type { Space, Spaces } from './spaces.ts';

/** Spaces that are looked through in one request, and requests in one call. */
const PAGE = 100;
const MAX_REQUESTS = 20;

/**
 * Spaces with a text in their key or name, whichever case it is in. The APIs have no search for that: the list of all is
 * looked through until there are enough. A page of it is never split, so that there may be more than `limit`.
 */
export async function findSpaces(
  spaces: Spaces,
  { query, type, limit, token }: PageRequest & { readonly query: string; readonly type?: string | undefined },
): Promise<Page<Space>> {
  const wanted = query.toLowerCase();
  const found: Space[] = [];
  let next = token;
  for (let requests = 0; requests < MAX_REQUESTS && found.length < limit; requests += 1) {
    const page = await spaces.list({ type, limit: PAGE, token: next });
    found.push(...page.items.filter(({ key, name }) => `${key}\n${name}`.toLowerCase().includes(wanted)));
    next = page.next;
    if (next === undefined) break;
  }
  return { items: found, next };
}
