import { textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import type { Page, PageRequest } from '../../results/list-result.ts';
import type { JiraApi } from '../jira-api.ts';
import { readOffsetPage } from '../offset-page.ts';
import { agilePath } from './agile-path.ts';

/** What holds issues: a list below a board, a sprint or an epic. */
export type IssueHolder =
  | readonly ['board', id: string, list: 'issue' | 'backlog']
  | readonly ['sprint' | 'epic', idOrKey: string, list: 'issue'];

interface AgileIssueQuery extends PageRequest {
  /** Narrows the list; its order, where it has one, replaces that of the board. */
  readonly jql?: string | undefined;
  readonly fields: readonly string[];
}

/**
 * Issues as the REST API has them, by rank where the query orders nothing. Jira Cloud moved these lists to `/rest/software` with
 * tokens for their pages; Data Center has them where they always were.
 * https://developer.atlassian.com/cloud/jira/software/rest/
 */
export async function findAgileIssues(
  jira: JiraApi,
  holder: IssueHolder,
  { jql, fields, limit, token }: AgileIssueQuery,
): Promise<Page<WireObject>> {
  if (jira.dialect.deployment === 'data-center') {
    return readOffsetPage(
      jira,
      { path: agilePath(...holder), query: { jql, fields }, member: 'issues' },
      { limit, token },
    );
  }
  const path = ['/rest/software/1.0', ...holder.map((part) => encodeURIComponent(part))].join('/');
  const answer = await jira.object({ path, query: { jql, fields, maxResults: limit, nextPageToken: token } });
  const next = answer['isLast'] === true ? undefined : textAt(answer, 'nextPageToken');
  return { items: wireList(answer['issues'], 'issues'), next };
}
