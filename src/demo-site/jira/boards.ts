import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import type { Board, Issue, Sprint } from './records.ts';

/** Every board whose project the user may see. */
export function boardsFor(site: Site, user: User): readonly Board[] {
  const projects = site.jira.projectsFor(user);
  return site.jira.setup.boards.filter((board) => projects.includes(board.project));
}

export function boardOf(id: string, site: Site, user: User): Board {
  const board = boardsFor(site, user).find((one) => String(one.id) === id);
  if (board === undefined) throw new Refusal(404, 'Board does not exist or you do not have permission to see it.');
  return board;
}

/** Refuses to talk of sprints where there are none: on a kanban board. */
export function requireSprints(board: Board): void {
  if (board.type !== 'scrum') throw new Refusal(400, 'The board does not support sprints');
}

/** What boards show: everything below the epics. */
export const onBoard = (board: Board) => (issue: Issue) =>
  issue.project === board.project && issue.type.hierarchyLevel < 1;

export const inSprint = (sprint: Sprint) => (issue: Issue) => issue.sprints.includes(sprint);

/** The backlog of a scrum board: not done, and in no sprint that runs or is to come. A kanban board has none of its own. */
export const inBacklog = (board: Board) => (issue: Issue) =>
  onBoard(board)(issue) &&
  !issue.type.subtask &&
  issue.status.category.key !== 'done' &&
  (board.type === 'scrum' ? issue.sprints.every(({ state }) => state === 'closed') : false);
