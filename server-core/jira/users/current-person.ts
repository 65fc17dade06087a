import { InvalidResponseError } from '../../atlassian/errors.ts';
import type { JiraApi } from '../jira-api.ts';
import type { Person } from '../jira-dialect.ts';

/** Whose account this server signs in with. */
export async function currentPerson(jira: JiraApi): Promise<Person> {
  const person = jira.dialect.personOf(await jira.request({ path: jira.platform('myself') }));
  if (person === undefined) throw new InvalidResponseError('Jira does not say whose account this is.');
  return person;
}
