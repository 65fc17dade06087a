import { fieldRefusal, Refusal } from '../http/refusal.ts';
import type { JsonObject } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { boardOf, boardsFor, requireSprints } from './boards.ts';
import { momentOf } from './jira-date.ts';
import type { Sprint } from './records.ts';
import { changeSprintsOf } from './sprint-of-issue.ts';

/** Longer names are refused, as the boards have no room for them. */
const maxNameLength = 30;

export function sprintOf(id: string, site: Site, user: User): Sprint {
  const boards = boardsFor(site, user);
  const sprint = site.jira.setup.sprints.find((one) => String(one.id) === id && boards.includes(one.board));
  if (sprint === undefined) throw new Refusal(404, 'Sprint does not exist or you do not have permission to view it.');
  return sprint;
}

/** Makes a future sprint of the JSON of `POST sprint`: a name and a board, and perhaps dates and a goal. */
export function createSprint(body: JsonObject, site: Site, user: User): Sprint {
  const { originBoardId } = body;
  if (typeof originBoardId !== 'number') throw fieldRefusal({ originBoardId: 'The origin board must be specified.' });
  const board = boardOf(String(originBoardId), site, user);
  requireSprints(board);
  const values = { ...plan(body, { name: '', goal: '', start: null, end: null }), name: nameIn(body['name']) };
  const sprint: Sprint = {
    ...values,
    id: Number(site.jira.ids.sprint.next()),
    board,
    state: 'future',
    created: Date.now(),
    completed: null,
  };
  site.jira.setup.sprints.push(sprint);
  return sprint;
}

/**
 * Changes a sprint by the JSON of `POST sprint/{id}`: what it does not name stays. Starting takes both dates and a board
 * where no other sprint runs; completing leaves what is open in the backlog, since a closed sprint holds no issue back.
 * Of a closed sprint only name and goal change. Any other change of state is a 400.
 */
export function updateSprint(body: JsonObject, sprint: Sprint, site: Site): void {
  const { name, goal, ...dates } = plan(body, sprint);
  const state = stateIn(body['state'], sprint);
  if (sprint.state !== 'closed') {
    if (state === 'active' && sprint.state === 'future') requireStart(dates, sprint, site);
    if (state === 'closed') sprint.completed = Date.now();
    Object.assign(sprint, dates, { state });
  }
  Object.assign(sprint, { name, goal });
}

/** The same by the JSON of `PUT sprint/{id}`: what it does not name becomes empty, so name and state must be there. */
export function replaceSprint(body: JsonObject, sprint: Sprint, site: Site): void {
  if (body['state'] === undefined) throw fieldRefusal({ state: 'The state of the sprint must be specified.' });
  const name = nameIn(body['name']);
  updateSprint({ goal: '', startDate: null, endDate: null, ...body, name }, sprint, site);
}

/** Deletes a sprint; its issues are in the backlog then. */
export function removeSprint(sprint: Sprint, site: Site, user: User): void {
  for (const issue of site.jira.allIssues.filter(({ sprints }) => sprints.includes(sprint))) {
    changeSprintsOf(
      issue,
      issue.sprints.filter((one) => one !== sprint),
      site,
      user,
    );
  }
  const { sprints } = site.jira.setup;
  sprints.splice(sprints.indexOf(sprint), 1);
}

type Plan = Pick<Sprint, 'name' | 'goal' | 'start' | 'end'>;

function plan(body: JsonObject, held: Plan): Plan {
  const { name, goal, startDate, endDate } = body;
  if (goal !== undefined && goal !== null && typeof goal !== 'string') {
    throw fieldRefusal({ goal: 'The goal must be a text.' });
  }
  const start = startDate === undefined ? held.start : dateIn('startDate', startDate);
  const end = endDate === undefined ? held.end : dateIn('endDate', endDate);
  if (start !== null && end !== null && end <= start) {
    throw fieldRefusal({ endDate: 'The end date of a sprint must be after the start date.' });
  }
  return {
    name: name === undefined ? held.name : nameIn(name),
    goal: goal === undefined ? held.goal : (goal ?? ''),
    start,
    end,
  };
}

function nameIn(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : '';
  if (name === '') throw fieldRefusal({ name: 'You must specify a name for the sprint.' });
  if (name.length > maxNameLength) {
    throw fieldRefusal({ name: `The sprint name must be no longer than ${maxNameLength} characters.` });
  }
  return name;
}

function dateIn(field: string, value: unknown): number | null {
  if (value === null || value === '') return null;
  const moment = momentOf(value);
  if (moment === undefined) throw fieldRefusal({ [field]: 'Dates must be ISO 8601: yyyy-MM-ddTHH:mm:ss.SSSZ.' });
  return moment;
}

function stateIn(value: unknown, { state: held }: Sprint): Sprint['state'] {
  const wanted = typeof value === 'string' ? value.toLowerCase() : value;
  if (wanted === undefined || wanted === held || held === 'closed') return held;
  if (held === 'future' && wanted === 'active') return wanted;
  if (held === 'active' && wanted === 'closed') return wanted;
  throw new Refusal(400, `The sprint is '${held}' and can't be changed to the state '${String(value)}'.`);
}

function requireStart({ start, end }: Pick<Plan, 'start' | 'end'>, sprint: Sprint, site: Site): void {
  if (start === null || end === null) {
    throw new Refusal(400, 'A sprint can only be started with a start date and an end date.');
  }
  const running = site.jira.setup.sprints.find(({ board, state }) => board === sprint.board && state === 'active');
  if (running === undefined) return;
  throw new Refusal(400, `The sprint '${running.name}' is active on this board. Complete it before starting another.`);
}
