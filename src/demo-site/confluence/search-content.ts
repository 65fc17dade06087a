import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { compileQuery, type QueryLanguage } from '../query/compile-query.ts';
import { absoluteDate, endOf, type Period, relativeDate, startOf } from '../query/dates.ts';
import { parseQuery } from '../query/parse-query.ts';
import { comparison, equality, type QueryField, text, type Value } from '../query/query-field.ts';
import type { Site } from '../site.ts';
import { ancestorsOf } from './confluence-content.ts';
import { cqlDialect } from './cql-dialect.ts';
import { currentVersion, type Page, type PageComment } from './records.ts';
import { storageText } from './storage-xhtml.ts';

/** What a CQL search finds: a page, or a comment on one. */
export interface Content {
  readonly type: 'page' | 'comment';
  readonly id: string;
  readonly title: string;
  readonly page: Page;
  readonly comment?: PageComment;
  readonly body: string;
  readonly created: number;
  readonly modified: number;
  readonly creator: User;
}

const contentTypes = new Set([
  'page',
  'comment',
  'blogpost',
  'attachment',
  'space',
  'user',
  'whiteboard',
  'database',
  'folder',
]);

/** What a CQL query finds for a user, in its order; the last changed first where it names none. */
export function searchContent(site: Site, cql: string, user: User): readonly Content[] {
  if (cql.trim() === '') throw new Refusal(400, 'cql query parameter is required and must not be empty');
  const query = compileQuery(parseQuery(cql, cqlDialect), cqlLanguage(site, user, Date.now()));
  return site.confluence
    .pagesFor(user)
    .filter(({ status }) => status === 'current')
    .flatMap((page) => [pageContent(page), ...page.comments.map(commentContent)])
    .filter((content) => query.matches(content))
    .sort((a, b) => query.compare(a, b) || b.modified - a.modified || Number(a.id) - Number(b.id));
}

function pageContent(page: Page): Content {
  const { title, body, created } = currentVersion(page);
  return {
    type: 'page',
    id: page.id,
    title,
    page,
    body,
    created: page.created,
    modified: created,
    creator: page.author,
  };
}

function commentContent(comment: PageComment): Content {
  const { id, page, body, created, author } = comment;
  return {
    type: 'comment',
    id,
    title: `Re: ${currentVersion(page).title}`,
    page,
    comment,
    body,
    created,
    modified: created,
    creator: author,
  };
}

/** Source: "CQL fields" and "CQL functions" of the Confluence Cloud developer documentation. */
function cqlLanguage(site: Site, user: User, now: number): QueryLanguage<Content> {
  const start = (args: readonly string[], from: (moment: number) => number): readonly Value[] | undefined => {
    const moment = args[0] === undefined ? now : relativeDate(args[0], now);
    return moment === undefined ? undefined : [from(moment)];
  };
  const periods: readonly Period[] = ['Day', 'Week', 'Month', 'Year'];
  return {
    dialect: cqlDialect,
    fields: cqlFields(site, now),
    functions: {
      currentuser: () => [user.accountId],
      now: (args) => start(args, (moment) => moment),
      ...Object.fromEntries(
        periods.map((period) => [
          `startof${period.toLowerCase()}`,
          (args: readonly string[]) => start(args, (moment) => startOf(period, moment)),
        ]),
      ),
      ...Object.fromEntries(
        periods.map((period) => [
          `endof${period.toLowerCase()}`,
          (args: readonly string[]) => start(args, (moment) => endOf(period, moment)),
        ]),
      ),
    },
  };
}

function cqlFields(site: Site, now: number): readonly QueryField<Content>[] {
  const lower = (value: string) => value.toLowerCase();
  const id = (literal: string): readonly Value[] | undefined => (/^\d{1,19}$/.test(literal) ? [literal] : undefined);
  const date = (name: string, read: (content: Content) => number): QueryField<Content> => ({
    name,
    operators: comparison.filter((operator) => !operator.startsWith('is')),
    expects: 'Date',
    byDay: true,
    read: (content) => [read(content)],
    resolve: (literal) => present(relativeDate(literal, now) ?? absoluteDate(literal)),
  });
  // An unknown space finds nothing: Confluence does not complain about it.
  const space: Omit<QueryField<Content>, 'name'> = {
    operators: equality.filter((operator) => !operator.startsWith('is')),
    read: ({ page }) => [lower(page.space.key)],
    resolve: (literal) => [lower(literal)],
  };
  const person = (name: string, read: (content: Content) => readonly User[]): QueryField<Content> => ({
    name,
    operators: space.operators,
    read: (content) => read(content).map(({ accountId }) => accountId),
    resolve: (literal) => [site.people.all.find(({ email }) => email === lower(literal))?.accountId ?? literal],
  });
  return [
    {
      name: 'type',
      operators: space.operators,
      read: ({ type }) => [type],
      resolve: (literal) => (contentTypes.has(lower(literal)) ? [lower(literal)] : undefined),
    },
    { name: 'space', aliases: ['space.key'], ...space },
    {
      name: 'space.title',
      operators: [...space.operators, ...text.slice(0, 2)],
      read: ({ page }) => [lower(page.space.name)],
      resolve: (literal) => [lower(literal)],
    },
    {
      name: 'title',
      operators: [...space.operators, '~', '!~'],
      read: ({ title }) => [lower(title)],
      resolve: (literal) => [lower(literal)],
    },
    {
      name: 'text',
      aliases: ['sitesearch'],
      operators: ['~', '!~'],
      read: ({ title, body }) => [title, storageText(body)],
      resolve: (literal) => [literal],
    },
    {
      name: 'label',
      operators: space.operators,
      read: ({ type, page }) => (type === 'page' ? page.labels.map(({ name }) => name) : []),
      resolve: (literal) => [lower(literal)],
    },
    { name: 'id', aliases: ['content'], operators: space.operators, read: (content) => [content.id], resolve: id },
    {
      name: 'ancestor',
      operators: space.operators,
      read: ({ page }) => ancestorsOf(page).map((one) => one.id),
      resolve: id,
    },
    {
      name: 'parent',
      operators: space.operators,
      read: ({ type, page }) => (type === 'page' && page.parent !== null ? [page.parent.id] : []),
      resolve: id,
    },
    {
      name: 'container',
      operators: space.operators,
      read: ({ type, page }) => (type === 'comment' ? [page.id] : []),
      resolve: id,
    },
    person('creator', ({ creator }) => [creator]),
    person('contributor', ({ type, page, creator }) =>
      type === 'page' ? page.versions.map(({ author }) => author) : [creator],
    ),
    date('lastmodified', ({ modified }) => modified),
    date('created', ({ created }) => created),
  ];
}

function present(value: number | undefined): readonly Value[] | undefined {
  return value === undefined ? undefined : [value];
}
