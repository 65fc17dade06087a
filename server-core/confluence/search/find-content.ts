import { type WireObject, wireList } from '../../atlassian/wire-value.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import { nextCursor, nextStart, startOf } from '../confluence-api.ts';
import type { ConfluenceSite } from '../confluence-site.ts';

/**
 * Pages and other content that a query finds, as version 1 of the API has them, with space and version; both deployments
 * have this search. Cloud goes on by a cursor, Data Center by a start.
 */
export async function findContent(
  { api, deployment }: ConfluenceSite,
  { cql, limit, token }: PageRequest & { readonly cql: string },
): Promise<Page<WireObject>> {
  const start = deployment === 'cloud' ? 0 : startOf(token);
  const position = deployment === 'cloud' ? { cursor: token } : { start };
  const query = { cql, limit, expand: ['space', 'version'], ...position };
  const answer = await api.object({ path: api.path('/rest/api', 'content', 'search'), query });
  const next = deployment === 'cloud' ? nextCursor(answer) : nextStart(answer, start);
  return { items: wireList(answer['results'], 'results'), next };
}
