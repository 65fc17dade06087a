import type { Reply } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import type { Site } from '../../../site.ts';
import { boardOf, inBacklog, inSprint, onBoard } from '../../boards.ts';
import { epicOf, inEpic, withoutEpic } from '../../epics.ts';
import type { Issue } from '../../records.ts';
import { searchIssues } from '../../search-issues.ts';
import { sprintOf } from '../../sprints.ts';
import { issuePage } from './search.ts';

const board = (request: SiteRequest, site: Site) => boardOf(request.param('boardId'), site, request.user);
const sprint = (request: SiteRequest, site: Site) => sprintOf(request.param('sprintId'), site, request.user);
const epic = (request: SiteRequest, site: Site) => epicOf(request.param('epicIdOrKey'), site, request.user);

/** Lists of issues of the Agile API: pages with a total, narrowed and ordered by `jql`. */
export const agileEndpoints: readonly Route[] = [
  route('GET /rest/agile/1.0/board/:boardId/issue', (request, site) =>
    list(request, site, onBoard(board(request, site))),
  ),
  route('GET /rest/agile/1.0/board/:boardId/backlog', (request, site) =>
    list(request, site, inBacklog(board(request, site))),
  ),
  route('GET /rest/agile/1.0/sprint/:sprintId/issue', (request, site) =>
    list(request, site, inSprint(sprint(request, site))),
  ),
  route('GET /rest/agile/1.0/epic/none/issue', (request, site) => list(request, site, withoutEpic)),
  route('GET /rest/agile/1.0/epic/:epicIdOrKey/issue', (request, site) =>
    list(request, site, inEpic(epic(request, site))),
  ),
];

function list(request: SiteRequest, site: Site, among: (issue: Issue) => boolean): Reply {
  return issuePage(request, site, searchIssues(site, request.query.get('jql') ?? '', request.user, among));
}
