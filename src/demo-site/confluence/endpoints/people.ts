import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { v1User } from '../v1-views.ts';

/** Who is who, which only v1 says. */
export const peopleEndpoints: readonly Route[] = [
  route('GET /wiki/rest/api/user', (request, site) => {
    const user = site.people.byAccountId(request.query.get('accountId') ?? '');
    if (user === undefined) throw new Refusal(404, 'No user found with the given account id.');
    return ok(v1User(user));
  }),
  route('GET /wiki/rest/api/user/current', (request) => ok(v1User(request.user))),
];
