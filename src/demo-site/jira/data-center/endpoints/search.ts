import { offsetPage } from '../../../http/offset-page.ts';
import { Refusal } from '../../../http/refusal.ts';
import { ok, type Reply } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import { isJsonObject } from '../../../json.ts';
import type { Site } from '../../../site.ts';
import { selectedFields } from '../../issue-view.ts';
import type { Issue } from '../../records.ts';
import { searchIssues } from '../../search-issues.ts';
import { dataCenterFields } from '../data-center-fields.ts';
import { issueView, type Shown, shownIn } from '../issue-view.ts';

interface Search extends Shown {
  readonly jql: string;
  readonly startAt: number;
  readonly maxResults: number;
}

/** No page is larger, whatever is asked for. */
const maxPage = 1_000;

/** Search by JQL. Unlike in the cloud, it counts, takes any offset, and needs no restriction: no JQL finds everything. */
export const searchEndpoints: readonly Route[] = [
  route('GET /rest/api/2/search', (request, site) => {
    return issuePage(request, site, found(request.query.get('jql') ?? '', request, site));
  }),
  route('POST /rest/api/2/search', (request, site) => {
    const search = searchOf(request.body);
    const all = found(search.jql, request, site);
    const items = all.slice(search.startAt, search.startAt + search.maxResults);
    return pageReply({ ...search, total: all.length, items }, search, request, site);
  }),
];

function found(jql: string, { user }: SiteRequest, site: Site): readonly Issue[] {
  const isRestricted = !/^\s*(order\s+by\b|$)/i.test(jql);
  return isRestricted
    ? searchIssues(site, jql, user)
    : searchIssues(site, jql.trim() || 'ORDER BY created DESC, key DESC', user, () => true);
}

/** The page of found issues that the query string asks for. */
export function issuePage(request: SiteRequest, site: Site, found: readonly Issue[]): Reply {
  const page = offsetPage(request, found, { fallback: 50, max: maxPage });
  return pageReply(page, shownIn(request, '*navigable'), request, site);
}

function pageReply(
  page: {
    readonly startAt: number;
    readonly maxResults: number;
    readonly total: number;
    readonly items: readonly Issue[];
  },
  shown: Shown,
  { user }: SiteRequest,
  site: Site,
): Reply {
  const { startAt, maxResults, total, items } = page;
  const fields = selectedFields(shown.fields, dataCenterFields);
  // A list has one table of names and of schemas, beside the issues.
  const expand = shown.expand.filter((part) => part !== 'names' && part !== 'schema');
  return ok({
    expand: 'schema,names',
    startAt,
    maxResults,
    total,
    issues: items.map((issue) => issueView(issue, { ...shown, expand }, site, user)),
    ...(shown.expand.includes('names') ? { names: Object.fromEntries(fields.map(({ id, name }) => [id, name])) } : {}),
    ...(shown.expand.includes('schema')
      ? { schema: Object.fromEntries(fields.map(({ id, schema }) => [id, schema])) }
      : {}),
  });
}

function searchOf(body: unknown): Search {
  const {
    jql = '',
    startAt = 0,
    maxResults = 50,
    fields = ['*navigable'],
    expand = [],
  } = isJsonObject(body) ? body : {};
  if (typeof jql !== 'string' || !isCount(startAt) || !isCount(maxResults) || !isTexts(fields) || !isTexts(expand)) {
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  }
  return { jql, startAt, maxResults: Math.min(maxResults, maxPage), fields, expand };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
