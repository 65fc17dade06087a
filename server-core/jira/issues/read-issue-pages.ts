import type { WireObject } from '../../atlassian/wire-value.ts';
import type { CallContext } from '../../call-context.ts';
import type { Page } from '../../results/list-result.ts';
import { readToken } from '../../results/page-token.ts';
import { ENVELOPE_BYTES, sizeOf } from '../../results/result-size.ts';
import type { JiraApi } from '../jira-api.ts';
import { findIssues, type IssueQuery } from './find-issues.ts';

/** Most issues in one request, and the fewest that are worth one more. */
const PAGE = 100;
const FEW = 5;

/** What an issue takes in a result, to begin with. */
const TYPICAL_BYTES = 600;

interface Reading<Entry> {
  /** What the caller passed: the first of its items have been shown before. */
  readonly pageToken: string | undefined;
  /** How many match, where that is known. */
  readonly total: number | undefined;
  /** An issue as the result shows it. */
  readonly entry: (wire: WireObject) => Entry | Promise<Entry>;
}

/**
 * As many issues as were asked for, in several requests, and no more than a result has room for: what follows begins with a
 * whole page, so that the token for it leads straight there. Tells how far it has come. A call that is taken back ends with
 * its next request.
 */
export async function readIssuePages<Entry>(
  jira: JiraApi,
  { token: first, limit, ...query }: IssueQuery,
  { pageToken, total, entry }: Reading<Entry>,
  context: CallContext,
): Promise<Page<WireObject>> {
  const items: WireObject[] = [];
  let unseen = readToken(pageToken).skip;
  let room = context.settings.resultBytes - ENVELOPE_BYTES;
  let token = first;
  let size = unseen + Math.floor(room / TYPICAL_BYTES);
  for (;;) {
    const page = await findIssues(jira, { ...query, token, limit: Math.min(PAGE, size, limit - items.length) });
    const entries = await Promise.all(page.items.slice(unseen).map(entry));
    unseen = Math.max(0, unseen - page.items.length);
    const bytes = sizeOf(entries);
    // what has no room is read again with the next call
    if (bytes > room && items.length > 0) return { items, next: token, total: page.total };
    room -= bytes;
    items.push(...page.items);
    token = page.next;
    context.progress(items.length, Math.min(limit, total ?? page.total ?? limit), `Read ${items.length} issues`);
    size = unseen + Math.floor((room * 0.9) / (bytes / Math.max(1, entries.length)));
    if (token === undefined || items.length >= limit || size < FEW) return { items, next: token, total: page.total };
  }
}
