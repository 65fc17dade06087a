import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import { listReply } from '../offset-list.ts';
import { personView } from '../person-view.ts';
import { refusal } from '../refusals.ts';

/** Who is who: by username, or by the key that stays when somebody is renamed. */
export const peopleEndpoints: readonly Route[] = [
  route('GET /rest/api/user', (request, site) => {
    const [username, key] = [request.query.get('username'), request.query.get('key')];
    if (username === null && key === null) throw refusal(400, 'A username or a key is required.');
    const user = username === null ? site.people.byConfluenceUserKey(key ?? '') : site.people.byUsername(username);
    if (user === undefined)
      throw refusal(404, `No user found with ${username === null ? 'key' : 'username'} : ${username ?? key}`);
    return ok(personView(user, site));
  }),
  route('GET /rest/api/user/current', (request, site) => ok(personView(request.user, site))),
  route('GET /rest/api/user/list', (request, site) =>
    listReply(request, site, site.people.all, (user) => personView(user, site), { fallback: 100, max: 200 }),
  ),
];
