import { RefusedError } from '../../atlassian/errors.ts';
import { wireList } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';
import type { Person } from '../jira-dialect.ts';
import { choosePerson, isExactly } from './choose-person.ts';

/** Where someone is to be assigned: a project, or an issue that there is already. */
export type AssignableIn = { readonly project: string } | { readonly issueKey: string };

const MOST_PEOPLE = 1_000;

/** An account id of Jira Cloud: `5b10ac8d82e05b22cc7d4ef5` or `712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303`. */
const accountId = /^([0-9]+:)?[0-9a-f-]{20,}$/i;

/**
 * The one person who fits a name, address or id among those who may be assigned there. Asking for those needs no permission
 * to browse users. Throws `NoMatchError` or `AmbiguousMatchError`.
 */
export async function findAssignee(jira: JiraApi, wanted: string, place: AssignableIn): Promise<Person> {
  const where = 'project' in place ? `in project ${place.project}` : `for ${place.issueKey}`;
  return choosePerson(wanted, await assignable(jira, wanted, place), `who can be assigned ${where}`);
}

/**
 * The one person on the site who fits a name, address or id. Those who can be assigned at `near` are looked at first, since
 * not every account may browse all users; they are all there is to choose from where it may not.
 * Throws `NoMatchError` or `AmbiguousMatchError`.
 */
export async function findPerson(jira: JiraApi, wanted: string, near?: AssignableIn): Promise<Person> {
  const where = 'on this site whom this account may see';
  if (near === undefined) return choosePerson(wanted, await anybody(jira, wanted), where);
  const close = await assignable(jira, wanted, near);
  if (close.some((person) => isExactly(person, wanted))) return choosePerson(wanted, close, where);
  const all = [...close, ...(await anybody(jira, wanted).catch(nobodyIfForbidden))];
  return choosePerson(wanted, [...new Map(all.map((person) => [person.id, person])).values()], where);
}

function nobodyIfForbidden(error: unknown): Person[] {
  if (error instanceof RefusedError && [401, 403].includes(error.details.status)) return [];
  throw error;
}

/** How a search for people is asked: Data Center has another name for the words. */
export function searchFor(jira: JiraApi, words: string): Readonly<Record<string, string>> {
  return jira.dialect.deployment === 'cloud' ? { query: words } : { username: words };
}

async function assignable(jira: JiraApi, wanted: string, place: AssignableIn): Promise<Person[]> {
  const path = jira.platform('user', 'assignable', 'search');
  const search = (query: Readonly<Record<string, string>>) => peopleOf(jira, path, { ...query, ...place });
  const byId = isAccountId(jira, wanted) ? await search({ accountId: wanted }) : [];
  return byId.length > 0 ? byId : search(searchFor(jira, wanted));
}

async function anybody(jira: JiraApi, wanted: string): Promise<Person[]> {
  if (isAccountId(jira, wanted)) {
    const person = await byAccountId(jira, wanted);
    if (person !== undefined) return [person];
  }
  return peopleOf(jira, jira.platform('user', 'search'), searchFor(jira, wanted));
}

/** `undefined` where there is no such account. */
async function byAccountId(jira: JiraApi, id: string): Promise<Person | undefined> {
  try {
    const user = await jira.request({ path: jira.platform('user'), query: { accountId: id } });
    return jira.dialect.personOf(user);
  } catch (error) {
    if (error instanceof RefusedError && error.details.status === 404) return undefined;
    throw error;
  }
}

function isAccountId(jira: JiraApi, wanted: string): boolean {
  return jira.dialect.deployment === 'cloud' && accountId.test(wanted);
}

/**
 * All whom a search finds, up to the thousandth, beyond which Jira does not look. Fewer must not be asked for: of those that
 * were asked for it leaves out who cannot be assigned, and does not go on to others.
 */
export async function peopleOf(
  jira: JiraApi,
  path: string,
  query: Readonly<Record<string, string>>,
): Promise<Person[]> {
  const users = wireList(await jira.request({ path, query: { ...query, maxResults: MOST_PEOPLE } }), 'users');
  return users.flatMap((user) => jira.dialect.personOf(user) ?? []);
}
