import { offsetPage } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject } from '../../json.ts';
import type { Site } from '../../site.ts';
import { issueView, selectedFields } from '../issue-view.ts';
import { requireWriter } from '../jira-content.ts';
import type { Board, Issue, Sprint } from '../records.ts';
import { searchIssues } from '../search-issues.ts';
import { Views } from '../views.ts';
import { applyFields, record } from '../write-issue.ts';
import { searchOfQuery, searchPage } from './search.ts';

const inSprint = (sprint: Sprint) => (issue: Issue) => issue.sprints.includes(sprint);
const onBoard = (board: Board) => (issue: Issue) => issue.project === board.project && issue.type.hierarchyLevel < 1;

/** Boards and sprints: the Jira Software Cloud API. Lists of issues moved from `/rest/agile` to `/rest/software`. */
export const boardEndpoints: readonly Route[] = [
  route('GET /rest/agile/1.0/board', (request, site) => {
    const [type, name, project] = ['type', 'name', 'projectKeyOrId'].map((key) =>
      request.query.get(key)?.toLowerCase(),
    );
    const boards = boardsFor(request, site)
      .filter((board) => type === undefined || type.split(',').includes(board.type))
      .filter((board) => name === undefined || board.name.toLowerCase().includes(name))
      .filter(
        (board) => project === undefined || [board.project.key.toLowerCase(), board.project.id].includes(project),
      );
    return ok(agilePage(request, boards, (board) => boardView(board, site)));
  }),
  route('GET /rest/agile/1.0/board/:boardId', (request, site) => ok(boardView(boardIn(request, site), site))),
  route('GET /rest/agile/1.0/board/:boardId/configuration', (request, site) =>
    ok(configuration(boardIn(request, site), site)),
  ),
  route('GET /rest/agile/1.0/board/:boardId/sprint', (request, site) => {
    const board = boardIn(request, site);
    if (board.type !== 'scrum') throw new Refusal(400, 'The board does not support sprints');
    const states = request.list('state');
    const wrong = states.find((state) => !['active', 'closed', 'future'].includes(state));
    if (wrong !== undefined)
      throw new Refusal(400, `Unrecognised sprint state '${wrong}': expected active, closed or future.`);
    const sprints = site.jira.setup.sprints.filter(
      (one) => one.board === board && (states.length === 0 || states.includes(one.state)),
    );
    return ok(agilePage(request, sprints, (sprint) => new Views(site.url).sprint(sprint)));
  }),
  route('GET /rest/agile/1.0/sprint/:sprintId', (request, site) =>
    ok(new Views(site.url).sprint(sprintIn(request, site))),
  ),
  route('GET /rest/agile/1.0/sprint/:sprintId/issue', (request, site) => {
    const found = searchIssues(site, request.query.get('jql') ?? '', request.user, inSprint(sprintIn(request, site)));
    const { startAt, maxResults, total, items } = offsetPage(request, found, { fallback: 50, max: 100 });
    const shown = { fields: selectedFields(request.list('fields')), expand: request.list('expand') };
    const issues = items.map((issue) => issueView(issue, site, request.user, shown));
    return ok({ expand: 'schema,names', startAt, maxResults, total, issues });
  }),
  route('POST /rest/agile/1.0/sprint/:sprintId/issue', (request, site) => {
    requireWriter(request.user);
    const sprint = sprintIn(request, site);
    if (sprint.state === 'closed') throw new Refusal(400, 'Issues can only be moved to open or future sprints.');
    const { issues } = isJsonObject(request.body) ? request.body : {};
    if (!Array.isArray(issues) || issues.length > 50)
      throw new Refusal(400, "'issues' must be an array of at most 50 keys or ids.");
    const moved = issues.map((idOrKey) => site.jira.issue(String(idOrKey), request.user));
    for (const issue of moved) {
      record(issue, applyFields({ customfield_10020: sprint.id }, {}, issue, site, request.user), site, request.user);
    }
    return noContent();
  }),
  route('GET /rest/software/1.0/sprint/:sprintId/issue', (request, site) =>
    issuePage(request, site, inSprint(sprintIn(request, site))),
  ),
  route('GET /rest/software/1.0/board/:boardId/issue', (request, site) =>
    issuePage(request, site, onBoard(boardIn(request, site))),
  ),
];

function issuePage(request: SiteRequest, site: Site, among: (issue: Issue) => boolean) {
  const search = searchOfQuery(request);
  const found = searchIssues(site, search.jql, request.user, among);
  const fields = search.fields.length === 0 ? ['*navigable'] : search.fields;
  return ok(searchPage({ ...search, fields }, found, site, request.user));
}

function boardsFor(request: SiteRequest, site: Site): readonly Board[] {
  const projects = site.jira.projectsFor(request.user);
  return site.jira.setup.boards.filter((board) => projects.includes(board.project));
}

function boardIn(request: SiteRequest, site: Site): Board {
  const id = request.param('boardId');
  const board = boardsFor(request, site).find((one) => String(one.id) === id);
  if (board === undefined) throw new Refusal(404, `Board does not exist or you do not have permission to see it.`);
  return board;
}

function sprintIn(request: SiteRequest, site: Site): Sprint {
  const boards = boardsFor(request, site);
  const sprint = site.jira.setup.sprints.find(
    ({ id, board }) => String(id) === request.param('sprintId') && boards.includes(board),
  );
  if (sprint === undefined) throw new Refusal(404, 'Sprint does not exist or you do not have permission to view it.');
  return sprint;
}

function agilePage<T>(request: SiteRequest, all: readonly T[], view: (item: T) => unknown) {
  const { startAt, maxResults, total, isLast, items } = offsetPage(request, all, { fallback: 50, max: 50 });
  return { maxResults, startAt, total, isLast, values: items.map(view) };
}

function boardView(board: Board, site: Site) {
  const { id, name, type, project } = board;
  const location = {
    projectId: Number(project.id),
    displayName: `${project.name} (${project.key})`,
    projectName: project.name,
    projectKey: project.key,
    projectTypeKey: 'software',
    name: `${project.name} (${project.key})`,
  };
  return { id, self: `${site.url}/rest/agile/1.0/board/${id}`, name, type, location };
}

function configuration(board: Board, site: Site) {
  const views = new Views(site.url);
  const columns = site.jira.setup.statuses.map(({ id, name }) => ({
    name,
    statuses: [{ id, self: views.self(`status/${id}`) }],
  }));
  return {
    id: board.id,
    name: board.name,
    type: board.type,
    self: `${site.url}/rest/agile/1.0/board/${board.id}/configuration`,
    columnConfig: {
      columns,
      constraintType: 'none',
    },
    ...(board.type === 'scrum'
      ? {
          estimation: {
            type: 'field',
            field: {
              fieldId: 'customfield_10016',
              displayName: 'Story Points',
            },
          },
        }
      : {}),
  };
}
