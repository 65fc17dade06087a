import { createHash } from 'node:crypto';
import { Refusal } from '../../http/refusal.ts';
import { ok, type Reply } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, textAt } from '../../json.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import type { Page } from '../records.ts';
import { type Restrictions, restrict, restrictionsOf } from '../restrictions.ts';
import { v1Links, v1User } from '../v1-views.ts';
import { pageOf } from './pages.ts';

type Operation = keyof Restrictions;

const operations = ['read', 'update'] as const;

/** Who alone may read or change a page. The site has people but no groups, so that none can be named. */
export const restrictionEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/content/:id/restriction', (request, site) => list(request, site, pageOf(request, site))),
  route('PUT /wiki/rest/api/content/:id/restriction', (request, site) => {
    const page = pageOf(request, site);
    restrict(page, request.user, restrictionsIn(request.body, site));
    return list(request, site, page);
  }),
  route('DELETE /wiki/rest/api/content/:id/restriction', (request, site) => {
    const page = pageOf(request, site);
    restrict(page, request.user, { read: null, update: null });
    return list(request, site, page);
  }),
  route('GET /wiki/rest/api/content/:id/restriction/byOperation', (request, site) => {
    const page = pageOf(request, site);
    const [read, update] = operations.map((operation) => restrictionView(page, operation));
    return ok({ read, update, _links: v1Links(site, request.path, undefined) });
  }),
];

function list(request: SiteRequest, site: Site, page: Page): Reply {
  const results = operations.map((operation) => restrictionView(page, operation));
  return ok({
    results,
    start: 0,
    limit: 100,
    size: results.length,
    restrictionsHash: createHash('sha256').update(JSON.stringify(results)).digest('hex').slice(0, 32),
    _links: v1Links(site, request.path, undefined),
  });
}

function restrictionView(page: Page, operation: Operation) {
  const users = (restrictionsOf(page)[operation] ?? []).map(v1User);
  const frame = { start: 0, limit: 100 };
  return {
    operation,
    restrictions: {
      user: { results: users, ...frame, size: users.length },
      group: { results: [], ...frame, size: 0 },
      _expandable: {},
    },
    _expandable: { content: `/rest/api/content/${page.id}` },
    _links: { self: `/rest/api/content/${page.id}/restriction/byOperation/${operation}` },
  };
}

/** The body is a list of restrictions, or has one as `results`. */
function restrictionsIn(body: unknown, site: Site): Restrictions {
  const entries = isJsonObject(body) ? body['results'] : body;
  if (!Array.isArray(entries)) throw new Refusal(400, 'The request body must be a list of restrictions.');
  const found: Record<Operation, readonly User[] | null> = { read: null, update: null };
  for (const entry of entries as readonly unknown[]) {
    const operation = operations.find((one) => one === textAt(entry, 'operation'));
    if (operation === undefined) throw new Refusal(400, "The 'operation' of a restriction is read or update.");
    found[operation] = usersIn(isJsonObject(entry) ? entry['restrictions'] : undefined, site);
  }
  return found;
}

function usersIn(subjects: unknown, site: Site): readonly User[] {
  const { user, group } = isJsonObject(subjects) ? subjects : {};
  const [groups, users] = [membersOf(group), membersOf(user)];
  if (groups.length > 0) {
    const name = textAt(groups[0], 'name') ?? textAt(groups[0], 'id') ?? '';
    throw new Refusal(400, `No group found: ${name.slice(0, 80)}`);
  }
  return users.map((one) => {
    const accountId = textAt(one, 'accountId') ?? '';
    const found = site.people.byAccountId(accountId);
    if (found === undefined) throw new Refusal(400, `No user found with account id: ${accountId.slice(0, 80)}`);
    return found;
  });
}

function membersOf(subjects: unknown): readonly unknown[] {
  const members = isJsonObject(subjects) ? subjects['results'] : subjects;
  return Array.isArray(members) ? members : [];
}
