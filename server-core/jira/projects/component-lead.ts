import type { JiraApi } from '../jira-api.ts';
import { findPerson } from '../users/find-person.ts';

/** The members of a request that name a component's lead; none where nobody is named. */
export async function componentLead(
  jira: JiraApi,
  lead: string | undefined,
  project: string,
): Promise<Readonly<Record<string, string>>> {
  if (lead === undefined) return {};
  const { id } = await findPerson(jira, lead, { project });
  return jira.dialect.deployment === 'cloud' ? { leadAccountId: id } : { leadUserName: id };
}
