import { offsetOf, pageToken } from '../../http/page-token.ts';
import { Refusal } from '../../http/refusal.ts';
import { ok, type Reply } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject } from '../../json.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { type IssueField, issueFields } from '../issue-fields.ts';
import { issueView, selectedFields } from '../issue-view.ts';
import type { Issue } from '../records.ts';
import { searchIssues } from '../search-issues.ts';

interface Search {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly maxResults: number;
  readonly nextPageToken: string | undefined;
}

const invalidPayload = () =>
  new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
const bodyKeys = new Set([
  'jql',
  'fields',
  'expand',
  'maxResults',
  'nextPageToken',
  'reconcileIssues',
  'fieldsByKeys',
  'properties',
  'failFast',
]);

/** Enhanced search; the old search is gone from Cloud, and says so (CHANGE-2046). */
export const searchEndpoints: readonly Route[] = [
  route('GET /rest/api/3/search/jql', (request, site) => {
    const search = searchOfQuery(request);
    return ok(searchPage(search, searchIssues(site, search.jql, request.user), site, request.user));
  }),
  route('POST /rest/api/3/search/jql', (request, site) => {
    const search = searchOfBody(request.body);
    return ok(searchPage(search, searchIssues(site, search.jql, request.user), site, request.user));
  }),
  route('POST /rest/api/3/search/approximate-count', (request, site) => {
    const { body } = request;
    if (!isJsonObject(body) || typeof body['jql'] !== 'string') throw invalidPayload();
    return ok({ count: searchIssues(site, body['jql'], request.user).length });
  }),
  ...(['GET', 'POST'] as const).flatMap((method) =>
    (['2', '3'] as const).map((version) => route(`${method} /rest/api/${version}/search`, gone)),
  ),
];

function gone(): Reply {
  throw new Refusal(
    410,
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  );
}

/** A search as the query string says it. */
export function searchOfQuery(request: SiteRequest): Search {
  return {
    jql: request.query.get('jql') ?? '',
    fields: request.list('fields'),
    expand: request.list('expand'),
    maxResults: request.integer('maxResults', { fallback: 50, min: 0, max: 5_000 }),
    nextPageToken: request.query.get('nextPageToken') ?? undefined,
  };
}

function searchOfBody(body: unknown): Search {
  if (!isJsonObject(body) || !Object.keys(body).every((key) => bodyKeys.has(key))) throw invalidPayload();
  const { jql = '', fields = [], expand = '', maxResults = 50, nextPageToken } = body;
  const valid =
    typeof jql === 'string' &&
    isStrings(fields) &&
    typeof expand === 'string' &&
    typeof maxResults === 'number' &&
    Number.isInteger(maxResults) &&
    maxResults >= 0 &&
    (nextPageToken === undefined || nextPageToken === null || typeof nextPageToken === 'string');
  if (!valid) throw invalidPayload();
  return {
    jql,
    fields,
    expand: expand.split(','),
    maxResults: Math.min(maxResults, 5_000),
    nextPageToken: nextPageToken ?? undefined,
  };
}

/**
 * One page of found issues: ids only unless fields were named, and a token where more exist.
 * @param options.list what was asked besides the JQL: a token of one list is of no use for another.
 * @param options.among the fields that there are.
 */
export function searchPage(
  search: Search,
  found: readonly Issue[],
  site: Site,
  user: User,
  { list = '', among = issueFields }: { readonly list?: string; readonly among?: readonly IssueField[] } = {},
) {
  const { maxResults, nextPageToken } = search;
  const question = `${list}\n${search.jql}`;
  const start =
    nextPageToken === undefined
      ? 0
      : offsetOf(nextPageToken, question, 'The provided nextPageToken is invalid or has expired.');
  const page = found.slice(start, start + maxResults);
  const end = start + page.length;
  const isLast = end >= found.length || maxResults === 0;
  const fields = selectedFields(search.fields, among);
  const idsOnly = search.fields.length === 0 || search.fields.every((field) => field === 'id');
  return {
    issues: page.map((issue) =>
      idsOnly ? { id: issue.id } : issueView(issue, site, user, { fields, expand: search.expand }),
    ),
    ...(isLast ? {} : { nextPageToken: pageToken(end, question) }),
    isLast,
    ...(search.expand.includes('names') ? { names: Object.fromEntries(fields.map(({ id, name }) => [id, name])) } : {}),
  };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
