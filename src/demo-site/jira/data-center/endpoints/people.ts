import { Refusal } from '../../../http/refusal.ts';
import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { User } from '../../../people.ts';
import type { Site } from '../../../site.ts';
import { userView } from '../user-view.ts';

/** Who is who, by username. Lists are bare arrays, paged by `startAt` and `maxResults` alone. */
export const peopleEndpoints: readonly Route[] = [
  route('GET /rest/api/2/myself', (request, site) => ok(detailed(request.user, site))),
  route('GET /rest/api/2/user', (request, site) => {
    const [username, key] = [request.query.get('username'), request.query.get('key')];
    if (username === null && key === null) {
      throw new Refusal(400, 'Either the username or the key query parameter must be provided.');
    }
    const user =
      username === null ? site.people.all.find((one) => one.jiraUserKey === key) : site.people.byUsername(username);
    if (user === undefined) throw new Refusal(404, `The user with the name '${username ?? key}' does not exist`);
    return ok(detailed(user, site));
  }),
  route('GET /rest/api/2/user/search', (request, site) => {
    const username = request.query.get('username');
    if (username === null) throw new Refusal(400, 'The username query parameter was not provided.');
    return found(request, site, matching(username, site));
  }),
  route('GET /rest/api/2/user/assignable/search', (request, site) => {
    const project = assignableProject(request, site);
    const users = matching(request.query.get('username') ?? '', site);
    return found(
      request,
      site,
      users.filter((user) => user.mayWrite !== false && !project.hiddenFrom.includes(user)),
    );
  }),
];

function detailed(user: User, site: Site) {
  return {
    ...userView(user, site),
    groups: { size: 1, items: [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  };
}

/** The beginning of a username finds too; a single dot finds everybody. */
function matching(text: string, { people }: Site): readonly User[] {
  if (text === '.') return people.all;
  const named = people.matching(text);
  return people.all.filter((user) => named.includes(user) || user.username.startsWith(text.toLowerCase()));
}

function found(request: SiteRequest, site: Site, users: readonly User[]) {
  const start = request.integer('startAt', { fallback: 0, min: 0 });
  const size = request.integer('maxResults', { fallback: 50, min: 0, max: 1_000 });
  return ok(users.slice(start, start + size).map((user) => userView(user, site)));
}

function assignableProject(request: SiteRequest, site: Site) {
  const issueKey = request.query.get('issueKey');
  if (issueKey !== null) return site.jira.issue(issueKey, request.user).project;
  const key = request.query.get('project');
  if (key === null) throw new Refusal(400, 'Either the project or the issueKey query parameter must be provided.');
  return site.jira.project(key, request.user);
}
