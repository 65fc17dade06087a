import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import type { Project } from '../records.ts';
import { Views } from '../views.ts';

/** Who is who. Searches answer a bare array; paging is by `startAt` and `maxResults` alone. */
export const peopleEndpoints: readonly Route[] = [
  route('GET /rest/api/3/myself', (request, site) =>
    ok({
      ...new Views(site.url).user(request.user),
      locale: 'en_US',
      groups: { size: 0, items: [] },
      applicationRoles: { size: 1, items: [] },
    }),
  ),
  route('GET /rest/api/3/user', (request, site) => {
    const user = site.people.byAccountId(request.query.get('accountId') ?? '');
    if (user === undefined)
      throw new Refusal(404, 'Specified user does not exist or you do not have required permissions');
    return ok(new Views(site.url).user(user));
  }),
  route('GET /rest/api/3/user/search', (request, site) => found(request, site)),
  route('GET /rest/api/3/user/assignable/search', (request, site) =>
    found(request, site, assignableProject(request, site)),
  ),
];

function found(request: SiteRequest, site: Site, project?: Project) {
  const [query, accountId] = [request.query.get('query'), request.query.get('accountId')];
  // Without a project somebody must be named; with one, everybody who can be assigned is listed.
  if (project === undefined && query === null && accountId === null) {
    throw new Refusal(400, 'Either the query, accountId or property parameter must be provided.');
  }
  const [start, size] = [
    request.integer('startAt', { fallback: 0, min: 0 }),
    request.integer('maxResults', { fallback: 50, min: 0, max: 1_000 }),
  ];
  const views = new Views(site.url);
  const users = site.people
    .matching(query ?? '')
    .filter((user) => accountId === null || user.accountId === accountId)
    .filter((user) => project === undefined || (user.mayWrite !== false && !project.hiddenFrom.includes(user)));
  return ok(users.slice(start, start + size).map((user) => views.user(user)));
}

function assignableProject(request: SiteRequest, site: Site): Project {
  const issueKey = request.query.get('issueKey') ?? request.query.get('issueId');
  if (issueKey !== null) return site.jira.issue(issueKey, request.user).project;
  const key = request.query.get('project');
  if (key === null) throw new Refusal(400, 'Must specify either a project or an issue.');
  return site.jira.project(key, request.user);
}
