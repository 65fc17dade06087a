import { at, textAt, type WireObject, wireList } from '../atlassian/wire-value.ts';
import type { Page, PageRequest } from '../results/list-result.ts';
import type { JiraApi } from './jira-api.ts';

interface OffsetList {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** The member of the answer that holds the entries: `values`. */
  readonly member: string;
}

/**
 * One page of a list that counts from `startAt`, which is the token here. A site may give fewer entries than were asked for,
 * so the next page starts after those that came, and not after those that were wanted.
 */
export async function readOffsetPage(
  jira: JiraApi,
  { path, query, member }: OffsetList,
  { limit, token }: PageRequest,
): Promise<Page<WireObject>> {
  const startAt = Number(token ?? 0);
  const answer = await jira.object({ path, query: { ...query, startAt, maxResults: limit } });
  const items = wireList(answer[member], member);
  const seen = startAt + items.length;
  const total = textAt(answer, 'total');
  const last = items.length === 0 || at(answer, 'isLast') === true || (total !== undefined && seen >= Number(total));
  const endless = total === undefined && at(answer, 'isLast') === undefined && items.length < limit;
  return {
    items,
    total: total === undefined ? undefined : Number(total),
    next: last || endless ? undefined : String(seen),
  };
}
