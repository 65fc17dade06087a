import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { change, isChange, nothing, record } from './history.ts';
import type { Board, Issue } from './records.ts';

const isEpic = ({ type }: Issue): boolean => type.hierarchyLevel === 1;

/** The epic of that id or key, or the 404 for one that is missing, out of sight, or no epic. */
export function epicOf(idOrKey: string, site: Site, user: User): Issue {
  const epic = site.jira.findIssue(idOrKey, user);
  if (epic === undefined || !isEpic(epic)) {
    throw new Refusal(404, 'The requested epic does not exist or you do not have permission to view it.');
  }
  return epic;
}

/** Epics of a board's project, by rank. */
export function epicsOf(board: Board, site: Site, user: User): readonly Issue[] {
  return site.jira
    .issuesFor(user)
    .filter((issue) => issue.project === board.project && isEpic(issue))
    .sort((a, b) => a.rank - b.rank);
}

/** The issues of an epic: its children, and not what is below those. */
export const inEpic = (epic: Issue) => (issue: Issue) => issue.parent === epic;

/** Issues that could be in an epic and are in none. */
export const withoutEpic = (issue: Issue) => issue.type.hierarchyLevel === 0 && issue.parent === null;

/** Moves issues into an epic, or with `null` out of the one they are in. Only issues between epics and sub-tasks move. */
export function moveToEpic(issues: readonly Issue[], epic: Issue | null, site: Site, user: User): void {
  const wrong = issues.find(({ type }) => type.hierarchyLevel !== 0);
  if (wrong !== undefined) {
    throw new Refusal(400, `The issue '${wrong.key}' can't be in an epic: it is an epic or a sub-task.`);
  }
  for (const issue of issues) {
    const line = parentChange(issue, epic);
    if (!isChange(line)) continue;
    issue.parent = epic;
    record(issue, [line], site, user);
  }
}

/** The line of history for another parent. */
export function parentChange(issue: Issue, to: Issue | null) {
  const side = (parent: Issue | null) => (parent === null ? nothing : { id: parent.id, text: parent.key });
  return change('IssueParentAssociation', 'parent', side(issue.parent), side(to));
}
