import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { compileQuery, type QueryLanguage } from '../query/compile-query.ts';
import { endOf, type Period, relativeDate, startOf } from '../query/dates.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { Value } from '../query/query-field.ts';
import type { Site } from '../site.ts';
import { jqlDialect } from './jql-dialect.ts';
import { jqlFields, rankKey } from './jql-fields.ts';
import type { Issue, Sprint } from './records.ts';

/**
 * The issues that a JQL query finds for a user, in its order. Where it names none they are newest first, or by rank
 * where only issues `among` others are asked for, as on boards.
 */
export function searchIssues(site: Site, jql: string, user: User, among?: (issue: Issue) => boolean): readonly Issue[] {
  const query = parseQuery(jql, jqlDialect);
  if (query.where === undefined && among === undefined) {
    throw new Refusal(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const compiled = compileQuery(query, jqlLanguage(site, user, Date.now()));
  const byDefault = (a: Issue, b: Issue) =>
    among === undefined ? b.created - a.created || Number(b.id) - Number(a.id) : a.rank - b.rank;
  return site.jira
    .issuesFor(user)
    .filter((issue) => (among?.(issue) ?? true) && compiled.matches(issue))
    .sort((a, b) => compiled.compare(a, b) || byDefault(a, b));
}

function jqlLanguage(site: Site, user: User, now: number): QueryLanguage<Issue> {
  const sprintsThatAre = (state: Sprint['state']) => () =>
    site.jira.setup.sprints.filter((sprint) => sprint.state === state).map((sprint) => String(sprint.id));
  const periods: readonly Period[] = ['Day', 'Week', 'Month', 'Year'];
  const edges = periods.flatMap((period) => [
    [`startof${period.toLowerCase()}`, shifted(startOf, period, now)] as const,
    [`endof${period.toLowerCase()}`, shifted(endOf, period, now)] as const,
  ]);
  return {
    dialect: jqlDialect,
    fields: jqlFields(site, user, now),
    functions: {
      currentuser: () => [user.accountId],
      now: () => [now],
      opensprints: sprintsThatAre('active'),
      closedsprints: sprintsThatAre('closed'),
      futuresprints: sprintsThatAre('future'),
      unreleasedversions: () => versionIds(site, false),
      releasedversions: () => versionIds(site, true),
      standardissuetypes: () => issueTypeIds(site, false),
      subtaskissuetypes: () => issueTypeIds(site, true),
      linkedissues: ([key = '', linkWords]) => linkedTo(site, key, linkWords, user),
      ...Object.fromEntries(edges),
    },
  };
}

function versionIds(site: Site, released: boolean): readonly Value[] {
  return site.jira.setup.projects
    .flatMap((project) => project.versions)
    .filter((version) => version.released === released)
    .map((version) => version.id);
}

function issueTypeIds(site: Site, subtask: boolean): readonly Value[] {
  const types = site.jira.setup.projects.flatMap(({ issueTypes }) => issueTypes);
  return types.filter((type) => type.subtask === subtask).map(({ id }) => id);
}

/** `linkedIssues(KEY)`, and `linkedIssues(KEY, "blocks")` for those of which KEY says that. */
function linkedTo(site: Site, key: string, words: string | undefined, user: User): readonly Value[] | undefined {
  const issue = site.jira.findIssue(key, user);
  if (issue === undefined) return undefined;
  const wanted = words?.toLowerCase();
  return site.jira
    .linksOf(issue, user)
    .filter((link) => wanted === undefined || (link.inward === issue ? link.type.outward : link.type.inward) === wanted)
    .map((link) => rankKey(link.inward === issue ? link.outward : link.inward));
}

/** `startOfWeek()`, and `startOfWeek(-1)` or `startOfWeek("-1w")`: a bare number counts the period itself. */
function shifted(
  edge: typeof startOf,
  period: Period,
  now: number,
): (args: readonly string[]) => readonly Value[] | undefined {
  const units: Readonly<Record<Period, string>> = { Day: 'd', Week: 'w', Month: 'M', Year: 'y' };
  return ([offset]) => {
    if (offset === undefined) return [edge(period, now)];
    const from = relativeDate(/^[+-]?\d+$/.test(offset) ? `${offset}${units[period]}` : offset, now);
    return from === undefined ? undefined : [edge(period, from)];
  };
}
