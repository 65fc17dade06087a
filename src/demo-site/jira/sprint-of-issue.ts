import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { change, isChange, record, type Side } from './history.ts';
import type { Change, Issue, Sprint } from './records.ts';

const side = (sprints: readonly Sprint[]): Side => ({
  id: sprints.map(({ id }) => id).join(', '),
  text: sprints.map(({ name }) => name).join(', '),
});

/** The line of history for other sprints of an issue. */
export function sprintChange(issue: Issue, to: readonly Sprint[]): Change {
  return change('Sprint', 'customfield_10020', side(issue.sprints), side(to));
}

/** The sprints that an issue would be in if it was planned for one, or for none: those that are over stay. */
export function sprintsWith(issue: Issue, sprint: Sprint | null): readonly Sprint[] {
  const past = issue.sprints.filter(({ state }) => state === 'closed');
  return sprint === null ? past : [...past, sprint];
}

/** Gives an issue other sprints and writes down that it happened, unless they are the same ones. */
export function changeSprintsOf(issue: Issue, to: readonly Sprint[], site: Site, user: User): void {
  const line = sprintChange(issue, to);
  if (!isChange(line)) return;
  issue.sprints = to;
  record(issue, [line], site, user);
}

/** Plans issues for a sprint, or with `null` for none: the backlog. Their sub-tasks go with them. */
export function moveToSprint(issues: readonly Issue[], sprint: Sprint | null, site: Site, user: User): void {
  if (sprint?.state === 'closed') throw new Refusal(400, 'Issues can only be moved to open or future sprints.');
  if (sprint !== null && issues.some(({ type }) => type.subtask)) {
    throw new Refusal(
      400,
      "Subtasks cannot be associated to a sprint. It's associated to the same sprint as its parent.",
    );
  }
  for (const issue of issues) {
    const subtasks = site.jira.childrenOf(issue).filter(({ type }) => type.subtask);
    for (const one of [issue, ...subtasks]) changeSprintsOf(one, sprintsWith(one, sprint), site, user);
  }
}
