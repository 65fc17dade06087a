import { at } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';
import type { Person } from '../jira-dialect.ts';

/** Who is told of changes to an issue. An account without the permission to see others sees itself at most. */
export async function readWatchers(jira: JiraApi, key: string): Promise<{ people: Person[]; count: number }> {
  const answer = await jira.object({ path: jira.platform('issue', key, 'watchers') });
  const watchers = at(answer, 'watchers');
  const people = Array.isArray(watchers) ? watchers.flatMap((user) => jira.dialect.personOf(user) ?? []) : [];
  const count = at(answer, 'watchCount');
  return { people, count: typeof count === 'number' ? count : people.length };
}
