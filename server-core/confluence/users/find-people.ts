import { at, wireList } from '../../atlassian/wire-value.ts';
import { AmbiguousMatchError, NoMatchError, ToolError } from '../../errors.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import { nextStart, startOf } from '../confluence-api.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { cqlString } from '../cql.ts';
import { type Person, personOf } from './person.ts';

/** Most people among whom the one who is meant is looked for. */
const LOOKED_THROUGH = 50;
/** Of Data Center's list: people in one request, and requests in one call. */
const PAGE = 200;
const MAX_REQUESTS = 10;

/**
 * People whose name has these words in it. Cloud searches for them; Data Center has no search, but a list of everyone, which
 * is looked through. https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-search/
 */
export function findPeople(confluence: ConfluenceSite, words: string, page: PageRequest): Promise<Page<Person>> {
  return confluence.deployment === 'cloud'
    ? searchPeople(confluence, words, page)
    : lookThrough(confluence, words, page);
}

async function searchPeople(
  { api }: ConfluenceSite,
  words: string,
  { limit, token }: PageRequest,
): Promise<Page<Person>> {
  const start = startOf(token);
  const query = { cql: `user.fullname ~ ${cqlString(words)}`, start, limit };
  const answer = await api.object({ path: api.path('/rest/api', 'search', 'user'), query });
  const items = wireList(answer['results'], 'people').flatMap((hit) => personOf(at(hit, 'user')) ?? []);
  return { items, next: nextStart(answer, start) };
}

async function lookThrough(
  { api }: ConfluenceSite,
  words: string,
  { limit, token }: PageRequest,
): Promise<Page<Person>> {
  const wanted = words.toLowerCase().split(/\s+/);
  const fits = ({ id, name }: Person): boolean => wanted.every((word) => `${name} ${id}`.toLowerCase().includes(word));
  const found: Person[] = [];
  let next: string | undefined = String(startOf(token));
  for (let requests = 0; next !== undefined && requests < MAX_REQUESTS && found.length < limit; requests += 1) {
    const query = { start: next, limit: PAGE };
    const answer = await api.object({ path: api.path('/rest/api', 'user', 'list'), query });
    found.push(
      ...wireList(answer['results'], 'people')
        .flatMap((user) => personOf(user) ?? [])
        .filter(fits),
    );
    next = nextStart(answer, Number(next));
  }
  return { items: found, next };
}

/**
 * The one person who fits a name, an address or an id. Throws `NoMatchError` or `AmbiguousMatchError` rather than guess: a page
 * that the wrong person may read helps no one.
 */
export async function findPerson(confluence: ConfluenceSite, wanted: string): Promise<Person> {
  const known = await personById(confluence, wanted);
  if (known !== undefined) return known;
  const lower = wanted.toLowerCase();
  const { items, next } = await findPeople(confluence, wanted, { limit: LOOKED_THROUGH });
  const exact = items.filter(({ id, name, email }) =>
    [id, name, email].some((value) => value?.toLowerCase() === lower),
  );
  // among those who were not looked through may be another whom a part of a name fits
  const [only, ...others] = exact.length > 0 || next !== undefined ? exact : items;
  if (only === undefined) {
    throw new NoMatchError(
      `Nobody whom this account may see fits "${wanted}". Give the full display name or the account id. Nothing was changed.`,
    );
  }
  if (others.length > 0) {
    const names = [only, ...others].map(({ id, name }) => `${name} (${id})`).join(', ');
    throw new AmbiguousMatchError(`"${wanted}" fits several people: ${names}. Give the id. Nothing was changed.`);
  }
  return only;
}

/** Whose account this server signs in with. */
export async function currentPerson({ api }: ConfluenceSite): Promise<Person> {
  const person = personOf(await api.request({ path: api.path('/rest/api', 'user', 'current') }));
  if (person === undefined) throw new NoMatchError('Confluence does not say whose account this is.');
  return person;
}

async function personById({ api, deployment }: ConfluenceSite, id: string): Promise<Person | undefined> {
  if (/\s/.test(id)) return undefined;
  const query = deployment === 'cloud' ? { accountId: id } : { username: id };
  try {
    return personOf(await api.request({ path: api.path('/rest/api', 'user'), query }));
  } catch (error) {
    // a name that is no id is answered in one of these ways
    if (error instanceof ToolError && ['NOT_FOUND', 'REQUEST_REFUSED'].includes(error.code)) return undefined;
    throw error;
  }
}
