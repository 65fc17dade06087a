import { at, textAt, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import type { JiraApi } from '../jira-api.ts';

interface StatusChange {
  readonly at?: string | undefined;
  readonly author: string;
  readonly from: string;
  readonly to: string;
}

export interface StatusHistory {
  /** The newest, oldest of them first. */
  readonly changes: readonly StatusChange[];
  /** Whether these are all; a site may have more than can be asked for. */
  readonly complete: boolean;
}

/** A history that takes more is read from its end, after one request to learn how long it is. */
const MAX_REQUESTS = 10;

/** The status changes of an issue. Data Center has its history only beside the issue, and all of it at once. */
export async function statusHistory(jira: JiraApi, key: string): Promise<StatusHistory> {
  if (jira.dialect.deployment === 'cloud') {
    const path = jira.platform('issue', key, 'changelog');
    return readStatusHistory((startAt) => jira.object({ path, query: { startAt, maxResults: 100 } }));
  }
  const query = { fields: 'status', expand: 'changelog' };
  const issue = await jira.object({ path: jira.platform('issue', key), query });
  const histories = at(issue, 'changelog', 'histories');
  const entries = Array.isArray(histories) ? wireList(histories, 'changes') : [];
  const numberOf = (entry: WireObject) => Number(textAt(entry, 'id') ?? 0);
  const oldestFirst = entries.toSorted((one, other) => numberOf(one) - numberOf(other));
  const total = Number(textAt(issue, 'changelog', 'total') ?? entries.length);
  return { changes: oldestFirst.flatMap(statusChangesOf), complete: entries.length >= total };
}

/**
 * The status changes in an issue's history, of which `readPage` gives a page from an entry on, oldest first. Jira cannot
 * be asked for the newest first, nor for changes of the status alone, and other programs may change a field thousands
 * of times.
 */
export async function readStatusHistory(readPage: (startAt: number) => Promise<WireObject>): Promise<StatusHistory> {
  const changes: StatusChange[] = [];
  let startAt = 0;
  let complete = true;
  for (let request = 1; request <= MAX_REQUESTS; request += 1) {
    const page = await readPage(startAt);
    const entries = wireList(page['values'], 'changes');
    const total = Number(textAt(page, 'total') ?? 0);
    const withinReach = entries.length * (MAX_REQUESTS - 1);
    if (request === 1 && total > entries.length + withinReach) {
      startAt = total - withinReach;
      complete = false;
      continue;
    }
    changes.push(...entries.flatMap(statusChangesOf));
    startAt += entries.length;
    const isLast = page['isLast'] ?? startAt >= total;
    if (isLast !== false || entries.length === 0) return { changes, complete };
  }
  return { changes, complete: false };
}

function statusChangesOf(entry: WireObject): StatusChange[] {
  const items = Array.isArray(entry['items']) ? entry['items'] : [];
  return items
    .filter((item) => textAt(item, 'field') === 'status')
    .map((item) => ({
      at: textAt(entry, 'created'),
      author: textAt(entry, 'author', 'displayName') ?? 'Unknown',
      from: textAt(item, 'fromString') ?? 'none',
      to: textAt(item, 'toString') ?? 'none',
    }));
}
