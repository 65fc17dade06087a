import { groupedBy } from './grouped-by.ts';
import type { PlannedIssue } from './planned-issue.ts';

/** Where a sprint stands, counted. */
export interface SprintProgress {
  readonly issues: Portion;
  /** Story points of the issues that have an estimate. */
  readonly points: Portion;
  readonly inProgress: readonly PlannedIssue[];
  readonly toDo: number;
  /** How many issues are in each status, most first. */
  readonly statuses: readonly (readonly [status: string, count: number])[];
  /** Who has how much, most unfinished issues first. */
  readonly team: readonly TeamMember[];
  /** Issues of high priority that are not done. Nothing else is known of what blocks whom. */
  readonly urgent: readonly PlannedIssue[];
}

export interface Portion {
  readonly done: number;
  readonly total: number;
  /** A whole number; 0 where there is nothing to do, and 100 only where all of it is done. */
  readonly percent: number;
}

export interface TeamMember {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly inProgress: readonly PlannedIssue[];
}

const urgentPriorities = ['highest', 'high', 'blocker', 'critical'];

export function sprintProgress(issues: readonly PlannedIssue[]): SprintProgress {
  const done = issues.filter(({ stage }) => stage === 'done');
  return {
    issues: portion(done.length, issues.length),
    points: portion(pointsOf(done), pointsOf(issues)),
    inProgress: issues.filter(({ stage }) => stage === 'in-progress'),
    toDo: issues.filter(({ stage }) => stage === 'to-do').length,
    statuses: [...groupedBy(issues, ({ status }) => status)]
      .map(([status, those]) => [status, those.length] as const)
      .sort(([, a], [, b]) => b - a),
    team: [...groupedBy(issues, ({ assignee }) => assignee?.id).values()]
      .map(memberOf)
      .sort((a, b) => b.total - b.done - (a.total - a.done) || a.name.localeCompare(b.name)),
    urgent: issues.filter(
      ({ stage, priority }) => stage !== 'done' && urgentPriorities.includes(priority?.toLowerCase() ?? ''),
    ),
  };
}

function memberOf(issues: readonly PlannedIssue[]): TeamMember {
  return {
    name: issues[0]?.assignee?.name ?? 'Unassigned',
    done: issues.filter(({ stage }) => stage === 'done').length,
    total: issues.length,
    inProgress: issues.filter(({ stage }) => stage === 'in-progress'),
  };
}

function portion(done: number, total: number): Portion {
  const percent = total === 0 ? 0 : Math.round((100 * done) / total);
  return { done, total, percent: done < total ? Math.min(percent, 99) : percent };
}

function pointsOf(issues: readonly PlannedIssue[]): number {
  const sum = issues.reduce((total, { points = 0 }) => total + points, 0);
  // 0.1 + 0.2
  return Math.round(sum * 100) / 100;
}
