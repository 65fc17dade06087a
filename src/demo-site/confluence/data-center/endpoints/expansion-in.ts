import type { SiteRequest } from '../../../http/site-request.ts';
import { Expansion } from '../expansion.ts';

/** What the query asks to expand, or what the endpoint expands by itself. */
export function expansionIn(request: SiteRequest, fallback = ''): Expansion {
  return new Expansion(request.query.has('expand') ? request.list('expand') : fallback.split(','));
}
