import { Refusal } from '../../http/refusal.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { sprintView } from '../agile-views.ts';
import { requireWriter } from '../jira-content.ts';
import { rankIssues } from '../ranks.ts';
import type { Issue, Sprint } from '../records.ts';
import { moveToSprint } from '../sprint-of-issue.ts';
import { createSprint, removeSprint, replaceSprint, sprintOf, updateSprint } from '../sprints.ts';

/** How many issues one request may move. */
const maxMoved = 50;

/** The sprint that the path names. */
export const sprintIn = (request: SiteRequest, site: Site): Sprint =>
  sprintOf(request.param('sprintId'), site, request.user);

/** Sprints and the backlog: planning them, and moving issues between them. */
export const sprintEndpoints: readonly Route[] = [
  route('POST /rest/agile/1.0/sprint', (request, site) => {
    requireWriter(request.user);
    return created(sprintView(createSprint(bodyOf(request), site, request.user), site));
  }),
  route('GET /rest/agile/1.0/sprint/:sprintId', (request, site) => ok(sprintView(sprintIn(request, site), site))),
  route('POST /rest/agile/1.0/sprint/:sprintId', (request, site) => changed(request, site, updateSprint)),
  route('PUT /rest/agile/1.0/sprint/:sprintId', (request, site) => changed(request, site, replaceSprint)),
  route('DELETE /rest/agile/1.0/sprint/:sprintId', (request, site) => {
    const sprint = sprintIn(request, site);
    requireWriter(request.user);
    removeSprint(sprint, site, request.user);
    return noContent();
  }),
  route('POST /rest/agile/1.0/sprint/:sprintId/issue', (request, site) => {
    const sprint = sprintIn(request, site);
    const issues = issuesToMove(request, site);
    const ranking = rankingIn(request, site);
    moveToSprint(issues, sprint, site, request.user);
    if (ranking !== undefined) rankIssues(issues, ranking.where, ranking.pivot, site);
    return noContent();
  }),
  route('POST /rest/agile/1.0/backlog/issue', (request, site) => {
    moveToSprint(issuesToMove(request, site), null, site, request.user);
    return noContent();
  }),
];

function changed(request: SiteRequest, site: Site, change: (body: JsonObject, sprint: Sprint, site: Site) => void) {
  const sprint = sprintIn(request, site);
  requireWriter(request.user);
  change(bodyOf(request), sprint, site);
  return ok(sprintView(sprint, site));
}

/** The issues that a body names in `issues`, by key or id; a 404 where one of them is missing or out of sight. */
export function issuesToMove(request: SiteRequest, site: Site): readonly Issue[] {
  const { issues } = bodyOf(request);
  if (!Array.isArray(issues) || issues.length > maxMoved) {
    throw new Refusal(400, `'issues' must be an array of at most ${maxMoved} keys or ids.`);
  }
  const found = issues.map((idOrKey) => site.jira.issue(String(idOrKey), request.user));
  requireWriter(request.user);
  return [...new Set(found)];
}

function rankingIn(request: SiteRequest, site: Site) {
  const body = bodyOf(request);
  const [before, after] = [textAt(body, 'rankBeforeIssue'), textAt(body, 'rankAfterIssue')];
  if (before !== undefined) return { where: 'before', pivot: site.jira.issue(before, request.user) } as const;
  if (after !== undefined) return { where: 'after', pivot: site.jira.issue(after, request.user) } as const;
  return undefined;
}

function bodyOf({ body }: SiteRequest): JsonObject {
  if (!isJsonObject(body)) throw new Refusal(400, 'The request body must be a JSON object.');
  return body;
}
