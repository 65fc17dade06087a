import { fieldRefusal, Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { secondsOf } from './duration.ts';
import { change, isChange, nothing, record, type Side, textSide } from './history.ts';
import { momentOf } from './jira-date.ts';
import type { Change, Issue, Worklog } from './records.ts';
import { isVisible } from './visibility.ts';

/** The worklogs of an issue that the user may read. */
export function worklogsFor(issue: Issue, user: User): readonly Worklog[] {
  return issue.worklogs.filter((worklog) => isVisible(worklog, user));
}

/** The worklog of an issue with that id, or the 404 for one that is missing or out of sight. */
export function worklogOf(id: string, issue: Issue, user: User): Worklog {
  const worklog = worklogsFor(issue, user).find((one) => one.id === id);
  if (worklog === undefined) throw new Refusal(404, `Cannot find worklog with id: '${id}'.`);
  return worklog;
}

/** Seconds of `timeSpent`, such as `3h 20m`, or of `timeSpentSeconds`; at least a minute. */
export function timeSpentIn(body: { readonly timeSpent?: unknown; readonly timeSpentSeconds?: unknown }): number {
  const { timeSpent, timeSpentSeconds } = body;
  const seconds = typeof timeSpent === 'string' ? secondsOf(timeSpent) : timeSpentSeconds;
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 60) {
    throw fieldRefusal({ timeLogged: 'Invalid time duration entered.' });
  }
  return seconds;
}

/** When the work began: now, unless the body says. */
export function startedIn(value: unknown): number {
  const moment = value === undefined ? Date.now() : momentOf(value);
  if (moment === undefined) throw new Refusal(400, 'Invalid started date: expected yyyy-MM-ddTHH:mm:ss.SSS+0000');
  return moment;
}

/**
 * The remaining estimate after `seconds` of work were logged (or taken away, when below 0), as the query asks with
 * `adjustEstimate`: `auto` counts them, `leave` does not, `new` takes `newEstimate`, `manual` counts `reduceBy`
 * (`increaseBy` for work that is taken away).
 */
export function estimateAfter(query: URLSearchParams, issue: Issue, seconds: number): number | null {
  const how = query.get('adjustEstimate') ?? 'auto';
  const given = (parameter: string): number => {
    const asked = secondsOf(query.get(parameter) ?? '');
    if (asked === undefined) throw fieldRefusal({ [parameter]: `'${parameter}' must be a time such as 2h 30m.` });
    return asked;
  };
  const held = issue.remainingEstimate ?? 0;
  switch (how) {
    case 'auto':
      return Math.max(0, held - seconds);
    case 'leave':
      return issue.remainingEstimate;
    case 'new':
      return given('newEstimate');
    case 'manual':
      return Math.max(0, seconds < 0 ? held + given('increaseBy') : held - given('reduceBy'));
    default:
      throw new Refusal(400, `'${how}' is no way to adjust the estimate: expected new, leave, manual or auto.`);
  }
}

/** @param remaining the estimate afterwards, from `estimateAfter`. */
export function addWorklog(
  values: Pick<Worklog, 'comment' | 'started' | 'seconds' | 'visibility'>,
  remaining: number | null,
  issue: Issue,
  site: Site,
  author: User,
): Worklog {
  const worklog = { ...values, id: site.jira.ids.worklog.next(), author, created: Date.now() };
  const spent = secondsSpent(issue);
  issue.worklogs.push(worklog);
  write(issue, spent, remaining, change('WorklogId', 'WorklogId', nothing, idSide(worklog)), site, author);
  return worklog;
}

/** @param remaining the estimate afterwards, from `estimateAfter`. */
export function removeWorklog(worklog: Worklog, remaining: number | null, issue: Issue, site: Site, user: User): void {
  const spent = secondsSpent(issue);
  issue.worklogs.splice(issue.worklogs.indexOf(worklog), 1);
  write(issue, spent, remaining, change('WorklogId', 'WorklogId', idSide(worklog), nothing), site, user);
}

/** The time that was logged on an issue. */
export function secondsSpent(issue: Issue): number {
  return issue.worklogs.reduce((sum, { seconds }) => sum + seconds, 0);
}

const idSide = ({ id }: Worklog): Side => ({ id, text: id });

/** The line of history for a number of seconds. */
export function secondsChange(field: string, from: number | null, to: number | null): Change {
  const side = (seconds: number | null): Side => {
    if (seconds === null) return textSide(null);
    return { id: String(seconds), text: String(seconds) };
  };
  return change(field, field, side(from), side(to));
}

function write(
  issue: Issue,
  spent: number,
  remaining: number | null,
  worklogLine: Change,
  site: Site,
  user: User,
): void {
  const lines = [
    secondsChange('timeestimate', issue.remainingEstimate, remaining),
    secondsChange('timespent', spent || null, secondsSpent(issue) || null),
    worklogLine,
  ];
  issue.remainingEstimate = remaining;
  record(issue, lines.filter(isChange), site, user);
}
