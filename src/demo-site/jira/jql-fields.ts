import type { User } from '../people.ts';
import { absoluteDate, relativeDate } from '../query/dates.ts';
import { comparison, equality, type QueryField, text, type Value } from '../query/query-field.ts';
import type { Site } from '../site.ts';
import { adfText } from './adf-text.ts';
import { commentsFor } from './comments.ts';
import { secondsOf } from './duration.ts';
import type { Issue, Named } from './records.ts';
import { secondsSpent, worklogsFor } from './worklogs.ts';

type IssueField = QueryField<Issue>;

const lower = (value: string): string => value.toLowerCase();

/** A field whose values have an id and a name, and are told apart by id. */
function named(
  name: string,
  all: readonly Named[],
  read: (issue: Issue) => readonly Named[],
  extra: Partial<IssueField> = {},
): IssueField {
  return {
    name,
    operators: equality,
    read: (issue) => read(issue).map((value) => value.id),
    resolve: (literal) =>
      found(all.filter((one) => one.id === literal || lower(one.name) === lower(literal)).map(({ id }) => id)),
    sortKey: (issue) => read(issue)[0]?.name.toLowerCase(),
    ...extra,
  };
}

function person(name: string, site: Site, read: (issue: Issue) => readonly User[]): IssueField {
  const ids = ({ accountId, username, jiraUserKey }: User) =>
    site.deployment === 'cloud' ? [accountId] : [username, lower(jiraUserKey)];
  return {
    name,
    operators: equality,
    read: (issue) => read(issue).map((user) => user.accountId),
    resolve: (literal) =>
      found(
        site.people.all
          .filter((user) => [...ids(user), user.email, lower(user.displayName)].includes(lower(literal)))
          .map((user) => user.accountId),
      ),
    sortKey: (issue) => read(issue)[0]?.displayName.toLowerCase(),
  };
}

function dates(
  name: string,
  now: number,
  read: (issue: Issue) => readonly number[],
  aliases: readonly string[] = [],
): IssueField {
  return {
    name,
    aliases,
    operators: comparison,
    expects: 'Date',
    byDay: true,
    read,
    resolve: (literal) => moment(literal, now),
  };
}

/** A time such as `3h 20m`, which JQL takes as a duration and not as a number. */
function duration(name: string, read: (issue: Issue) => number | null, aliases: readonly string[]): IssueField {
  return {
    name,
    aliases,
    operators: comparison,
    expects: 'Duration',
    read: (issue) => present(read(issue)),
    resolve: (literal) => {
      const seconds = secondsOf(literal);
      return seconds === undefined ? undefined : [seconds];
    },
  };
}

function words(name: string, read: (issue: Issue) => readonly string[], aliases: readonly string[] = []): IssueField {
  return { name, aliases, operators: text, read, resolve: (literal) => [literal] };
}

/** The fields that this site's JQL knows, as seen by `user` at `now`. */
export function jqlFields(site: Site, user: User, now: number): readonly IssueField[] {
  const { setup } = site.jira;
  const projects = site.jira.projectsFor(user);
  const types = projects.flatMap((project) => project.issueTypes);
  const rankOf = (literal: string) =>
    setup.priorities.filter(({ id, name }) => id === literal || lower(name) === lower(literal)).map(({ rank }) => rank);
  const categories = [...new Set(setup.statuses.map((status) => status.category))];
  const issues = site.jira.issuesFor(user);
  const commentTexts = (issue: Issue) => commentsFor(issue, user).map(({ body }) => adfText(body));
  return [
    {
      ...named('project', projects, (issue) => [issue.project], { sortKey: (issue) => issue.project.key }),
      resolve: (literal) =>
        found(
          projects
            .filter((one) => [one.id, lower(one.key), lower(one.name)].includes(lower(literal)))
            .map(({ id }) => id),
        ),
    },
    {
      name: 'key',
      aliases: ['issuekey', 'issue', 'id'],
      operators: comparison,
      read: (issue) => [rankKey(issue)],
      resolve: (literal) => {
        const issue = issues.find((one) => one.key === literal.toUpperCase() || one.id === literal);
        return issue === undefined ? undefined : [rankKey(issue)];
      },
    },
    {
      name: 'parent',
      aliases: ['epic link', 'parentepic'],
      operators: equality,
      read: (issue) => (issue.parent === null ? [] : [issue.parent.id]),
      resolve: (literal) =>
        found(issues.filter(({ key, id }) => key === literal.toUpperCase() || id === literal).map(({ id }) => id)),
    },
    named('status', setup.statuses, (issue) => [issue.status]),
    named('statuscategory', categories.map(asNamed), (issue) => [asNamed(issue.status.category)], {
      resolve: (literal) =>
        found(
          categories
            .filter(({ id, key, name }) => [String(id), key, lower(name)].includes(lower(literal)))
            .map(({ id }) => String(id)),
        ),
    }),
    {
      name: 'priority',
      operators: comparison,
      read: (issue) => [issue.priority.rank],
      resolve: (literal) => found(rankOf(literal)),
    },
    named('issuetype', types, (issue) => [issue.type], { aliases: ['type'] }),
    named(
      'component',
      projects.flatMap(({ components }) => components),
      (issue) => issue.components,
      { aliases: ['components'] },
    ),
    named(
      'fixversion',
      projects.flatMap(({ versions }) => versions),
      (issue) => issue.fixVersions,
      { aliases: ['fixversions'] },
    ),
    named(
      'sprint',
      setup.sprints.map((sprint) => ({ id: String(sprint.id), name: sprint.name })),
      (issue) => issue.sprints.map((sprint) => ({ id: String(sprint.id), name: sprint.name })),
    ),
    named('resolution', setup.resolutions, (issue) => present(issue.resolution), { emptyLiteral: 'unresolved' }),
    person('assignee', site, (issue) => present(issue.assignee)),
    person('reporter', site, (issue) => [issue.reporter]),
    person('creator', site, (issue) => [issue.creator]),
    person('watcher', site, (issue) => [...issue.watchers]),
    {
      name: 'labels',
      aliases: ['label'],
      operators: equality,
      read: (issue) => issue.labels.map(lower),
      resolve: (literal) => [lower(literal)],
    },
    {
      name: 'story points',
      aliases: ['cf[10016]', 'customfield_10016', 'story point estimate'],
      operators: comparison,
      expects: 'Number',
      read: (issue) => present(issue.storyPoints),
      resolve: (literal) => (literal.trim() === '' || Number.isNaN(Number(literal)) ? undefined : [Number(literal)]),
    },
    { ...words('summary', (issue) => [issue.summary]), sortKey: (issue) => lower(issue.summary) },
    words('description', (issue) => nonEmpty([adfText(issue.description)])),
    words('comment', commentTexts),
    words('text', (issue) => [issue.summary, adfText(issue.description), ...commentTexts(issue)], ['textfields']),
    dates('created', now, (issue) => [issue.created], ['createddate']),
    dates('updated', now, (issue) => [issue.updated], ['updateddate']),
    dates('resolved', now, (issue) => present(issue.resolved), ['resolutiondate']),
    dates('duedate', now, (issue) => present(issue.dueDate).map((day) => Date.parse(day)), ['due']),
    dates('statuscategorychangeddate', now, (issue) => [issue.statusSince]),
    person('worklogauthor', site, (issue) => worklogsFor(issue, user).map(({ author }) => author)),
    dates('worklogdate', now, (issue) => worklogsFor(issue, user).map(({ started }) => started)),
    duration('originalestimate', (issue) => issue.originalEstimate, ['timeoriginalestimate']),
    duration('remainingestimate', (issue) => issue.remainingEstimate, ['timeestimate']),
    duration('timespent', (issue) => secondsSpent(issue) || null, []),
    {
      name: 'attachments',
      operators: ['is', 'is not'],
      read: (issue) => issue.attachments.map(({ id }) => id),
      resolve: () => undefined,
    },
    { name: 'rank', operators: [], read: (issue) => [issue.rank], resolve: () => undefined },
  ];
}

/** Projects in order of their keys, then numbers: DEMO-9 is before DEMO-10. */
export function rankKey(issue: Issue): string {
  return `${issue.project.key}-${String(issue.number).padStart(9, '0')}`;
}

function asNamed(category: { readonly id: number; readonly name: string }): Named {
  return { id: String(category.id), name: category.name };
}

function moment(literal: string, now: number): readonly Value[] | undefined {
  const value = relativeDate(literal, now) ?? absoluteDate(literal);
  return value === undefined ? undefined : [value];
}

function present<V>(value: V | null): readonly V[] {
  return value === null ? [] : [value];
}

function nonEmpty(texts: readonly string[]): readonly string[] {
  return texts.filter((one) => one.trim() !== '');
}

function found<V>(values: readonly V[]): readonly V[] | undefined {
  return values.length === 0 ? undefined : values;
}
