import { textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import type { JiraApi } from '../jira-api.ts';

export interface IssueQuery extends PageRequest {
  readonly jql: string;
  /** Names or ids, `customfield_10016`. */
  readonly fields: readonly string[];
}

/** Longer queries than this, in characters, would make an address that some servers on the way refuse. */
const LONG_JQL = 1_500;

/**
 * Issues as the REST API has them, in the order that the query asks for. Cloud gives no total and no way to jump, only a token
 * for what follows; Data Center counts from a start, which is the token here.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
 */
export function findIssues(jira: JiraApi, query: IssueQuery): Promise<Page<WireObject>> {
  return jira.dialect.deployment === 'cloud' ? findOnCloud(jira, query) : findOnDataCenter(jira, query);
}

async function findOnCloud(jira: JiraApi, { jql, fields, limit, token }: IssueQuery): Promise<Page<WireObject>> {
  const search = { jql, fields, maxResults: limit, nextPageToken: token };
  const answer = await ask(jira, jira.platform('search', 'jql'), search);
  const next = answer['isLast'] === true ? undefined : textAt(answer, 'nextPageToken');
  return { items: wireList(answer['issues'], 'issues'), next };
}

async function findOnDataCenter(jira: JiraApi, { jql, fields, limit, token }: IssueQuery): Promise<Page<WireObject>> {
  const startAt = Number(token ?? 0);
  const answer = await ask(jira, jira.platform('search'), { jql, fields, maxResults: limit, startAt });
  const items = wireList(answer['issues'], 'issues');
  const total = Number(textAt(answer, 'total') ?? startAt + items.length);
  const seen = startAt + items.length;
  return { items, total, next: items.length > 0 && seen < total ? String(seen) : undefined };
}

type Search = Readonly<Record<string, string | number | readonly string[] | undefined>> & { readonly jql: string };

function ask(jira: JiraApi, path: string, search: Search): Promise<WireObject> {
  if (search.jql.length <= LONG_JQL) return jira.object({ path, query: search });
  return jira.object({ method: 'POST', path, body: search, safe: true });
}
