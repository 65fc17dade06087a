import type { User } from '../people.ts';
import { absoluteDate, relativeDate } from '../query/dates.ts';
import { comparison, equality, type QueryField, type Value } from '../query/query-field.ts';
import type { Site } from '../site.ts';
import { ancestorsOf } from './confluence-content.ts';
import type { Content } from './content.ts';
import { storageText } from './storage-xhtml.ts';

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

/** CQL has no EMPTY. */
const operators = equality.filter((operator) => !operator.startsWith('is'));
const orders = comparison.filter((operator) => !operator.startsWith('is'));

const lower = (value: string) => value.toLowerCase();

/** Source: "CQL fields" of the Confluence Cloud developer documentation. */
export function cqlFields(site: Site, now: number): readonly QueryField<Content>[] {
  const word = (name: string, read: (content: Content) => readonly string[]): QueryField<Content> => ({
    name,
    operators,
    read: (content) => read(content).map(lower),
    resolve: (literal) => [lower(literal)],
  });
  const id = (name: string, read: (content: Content) => readonly string[]): QueryField<Content> => ({
    name,
    operators,
    read,
    resolve: (literal) => (/^(?:att)?\d{1,19}$/.test(literal) ? [literal] : undefined),
  });
  const date = (name: string, read: (content: Content) => number): QueryField<Content> => ({
    name,
    operators: orders,
    expects: 'Date',
    byDay: true,
    read: (content) => [read(content)],
    resolve: (literal) => present(relativeDate(literal, now) ?? absoluteDate(literal)),
  });
  const person = (name: string, read: (content: Content) => readonly User[]): QueryField<Content> => ({
    name,
    operators,
    read: (content) => read(content).map(({ accountId }) => accountId),
    resolve: (literal) => [named(literal, site)?.accountId ?? literal],
  });
  return [
    {
      ...word('type', ({ type }) => [type]),
      resolve: (literal) => (contentTypes.has(lower(literal)) ? [lower(literal)] : undefined),
    },
    // An unknown space finds nothing: Confluence does not complain about it.
    { ...word('space', ({ page }) => [page.space.key]), aliases: ['space.key'] },
    { ...word('space.title', ({ page }) => [page.space.name]), operators: [...operators, '~', '!~'] },
    word('space.type', () => ['global']),
    { ...word('title', ({ title }) => [title]), operators: [...operators, '~', '!~'] },
    {
      name: 'text',
      aliases: ['sitesearch'],
      operators: ['~', '!~'],
      read: ({ title, body }) => [title, storageText(body)],
      resolve: (literal) => [literal],
    },
    word('label', ({ type, page }) => (type === 'page' ? page.labels.map(({ name }) => name) : [])),
    word('macro', ({ body }) =>
      [...body.matchAll(/<ac:structured-macro[^>]* ac:name="([^"]+)"/g)].map(([, name = '']) => name),
    ),
    { ...id('id', (content) => [content.id]), aliases: ['content'] },
    id('ancestor', ({ page }) => ancestorsOf(page).map((one) => one.id)),
    id('parent', ({ type, page }) => (type === 'page' && page.parent !== null ? [page.parent.id] : [])),
    id('container', ({ type, page }) => (type === 'page' ? [] : [page.id])),
    person('creator', ({ creator }) => [creator]),
    person('contributor', contributors),
    { ...person('mention', () => []), read: ({ body }) => mentions(body) },
    {
      ...person('favourite', ({ type, page }) => (type === 'page' ? [...page.favouriteOf] : [])),
      aliases: ['favorite'],
    },
    date('lastmodified', ({ version }) => version.created),
    date('created', ({ created }) => created),
  ];
}

function contributors({ page, comment, attachment, creator }: Content): readonly User[] {
  if (comment !== undefined) return [creator, comment.version.author];
  const versions = attachment?.versions ?? page.versions;
  return versions.map(({ author }) => author);
}

/** Account ids of the people whom a storage text mentions. */
function mentions(body: string): readonly string[] {
  return [...body.matchAll(/<ri:user\b[^>]* ri:account-id="([^"]+)"/g)].map(([, accountId = '']) => accountId);
}

/** Whom a literal means beside an account id: on Data Center by username or user key, in the cloud by email. */
function named(literal: string, { people, deployment }: Site): User | undefined {
  if (deployment === 'cloud') return people.all.find(({ email }) => email === literal.toLowerCase());
  return people.byUsername(literal) ?? people.byConfluenceUserKey(literal);
}

function present(value: number | undefined): readonly Value[] | undefined {
  return value === undefined ? undefined : [value];
}
