import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { v1Links, v1User } from '../v1-views.ts';

/** More people in one request are passed over. */
const maxBulk = 100;

/** Who is who, which only v1 says. */
export const peopleEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/user', (request, site) => {
    const user = site.people.byAccountId(request.query.get('accountId') ?? '');
    if (user === undefined) throw new Refusal(404, 'No user found with the given account id.');
    return ok(v1User(user));
  }),
  route('GET /wiki/rest/api/user/current', (request) => ok(v1User(request.user))),
  route('GET /wiki/rest/api/user/bulk', (request, site) => {
    const accountIds = request.list('accountId').slice(0, maxBulk);
    const users = accountIds.map((accountId) => site.people.byAccountId(accountId));
    const results = users.filter((user) => user !== undefined).map(v1User);
    const _links = v1Links(site, request.path, undefined);
    return ok({ results, start: 0, limit: maxBulk, size: results.length, _links });
  }),
  // The site has people but no groups.
  route('GET /wiki/rest/api/group/picker', (request, site) => {
    if ((request.query.get('query') ?? '') === '') throw new Refusal(400, 'The query parameter is required.');
    const limit = request.integer('limit', { fallback: 200, min: 0, max: 200 });
    return ok({ results: [], start: 0, limit, size: 0, _links: v1Links(site, request.path, undefined) });
  }),
];
