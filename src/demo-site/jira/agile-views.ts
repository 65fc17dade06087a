import type { Site } from '../site.ts';
import type { Issue, Sprint } from './records.ts';

/** A sprint in the JSON of the Agile API, which writes ISO dates. Those that are not known are left out. */
export function sprintView(sprint: Sprint, site: Site) {
  const date = (member: string, moment: number | null) =>
    moment === null ? {} : { [member]: new Date(moment).toISOString() };
  return {
    id: sprint.id,
    self: `${site.url}/rest/agile/1.0/sprint/${sprint.id}`,
    state: sprint.state,
    name: sprint.name,
    ...date('startDate', sprint.start),
    ...date('endDate', sprint.end),
    ...date('completeDate', sprint.completed),
    createdDate: new Date(sprint.created).toISOString(),
    originBoardId: sprint.board.id,
    goal: sprint.goal,
  };
}

/** An epic in the JSON of the Agile API: there its id is a number, and its name is its summary. */
export function epicView(epic: Issue, site: Site) {
  return {
    id: Number(epic.id),
    key: epic.key,
    self: `${site.url}/rest/agile/1.0/epic/${epic.id}`,
    name: epic.summary,
    summary: epic.summary,
    color: { key: `color_${(epic.number % 9) + 1}` },
    done: epic.status.category.key === 'done',
  };
}
