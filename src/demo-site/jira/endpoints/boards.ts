import { offsetPage } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { epicView, sprintView } from '../agile-views.ts';
import { boardOf, boardsFor, requireSprints } from '../boards.ts';
import { epicsOf } from '../epics.ts';
import type { Board } from '../records.ts';
import { Views } from '../views.ts';

/** The board that the path names. */
export const boardIn = (request: SiteRequest, site: Site): Board =>
  boardOf(request.param('boardId'), site, request.user);

/** Boards, and the sprints and epics on them: the Jira Software Cloud API. */
export const boardEndpoints: readonly Route[] = [
  route('GET /rest/agile/1.0/board', (request, site) => {
    const [type, name, project] = ['type', 'name', 'projectKeyOrId'].map((key) =>
      request.query.get(key)?.toLowerCase(),
    );
    const boards = boardsFor(site, request.user)
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
    requireSprints(board);
    const states = request.list('state');
    const wrong = states.find((state) => !['active', 'closed', 'future'].includes(state));
    if (wrong !== undefined)
      throw new Refusal(400, `Unrecognised sprint state '${wrong}': expected active, closed or future.`);
    const sprints = site.jira.setup.sprints.filter(
      (one) => one.board === board && (states.length === 0 || states.includes(one.state)),
    );
    return ok(agilePage(request, sprints, (sprint) => sprintView(sprint, site)));
  }),
  route('GET /rest/agile/1.0/board/:boardId/epic', (request, site) => {
    const done = request.query.get('done');
    const epics = epicsOf(boardIn(request, site), site, request.user).filter(
      ({ status }) => done === null || (status.category.key === 'done') === (done === 'true'),
    );
    return ok(agilePage(request, epics, (epic) => epicView(epic, site)));
  }),
];

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
