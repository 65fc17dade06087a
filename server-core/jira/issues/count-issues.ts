import { textAt } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';

/** How many issues a query finds; on Cloud about how many, since Jira says no more there. */
export async function countIssues(jira: JiraApi, jql: string): Promise<number> {
  if (jira.dialect.deployment === 'cloud') {
    const path = jira.platform('search', 'approximate-count');
    return Number(textAt(await jira.object({ method: 'POST', path, body: { jql }, safe: true }), 'count') ?? 0);
  }
  const answer = await jira.object({ path: jira.platform('search'), query: { jql, maxResults: 0 } });
  return Number(textAt(answer, 'total') ?? 0);
}
