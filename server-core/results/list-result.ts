import type { Limits } from '../settings.ts';
import { type Position, readToken, writeToken } from './page-token.ts';
import { ENVELOPE_BYTES, sizeOf } from './result-size.ts';
import { resourceResult, type ToolResult } from './tool-result.ts';

/** One page of a site's list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** What the site takes to go on; `undefined` at the end. */
  readonly next?: string | undefined;
  /** How many there are in all, where the site says so. */
  readonly total?: number | undefined;
}

/** What to ask a site for. */
export interface PageRequest {
  readonly limit: number;
  readonly token?: string | undefined;
}

interface List<Name extends string, Item, Entry> {
  /** The member of `structuredContent` that holds the entries: `issues`. */
  readonly name: Name;
  /** What a person calls one, and several: `['issue', 'issues']`. */
  readonly noun: readonly [one: string, several: string];
  /** Most entries to show; the server's default where the caller names none. */
  readonly maxResults: number | undefined;
  readonly pageToken: string | undefined;
  readonly fetch: (request: PageRequest) => Promise<Page<Item>>;
  readonly entry: (item: Item) => ListEntry<Entry> | Promise<ListEntry<Entry>>;
  /** Shown before the count, in every part. */
  readonly head?: string;
  /** Where the entries are as a resource, for the tools whose result has always held one. */
  readonly resourceUri?: string;
  /** Between entries. @default '\n' */
  readonly separator?: string;
  /** Whether an answer to `fetch` may hold more items than it was asked for, all of which belong to it. @default false */
  readonly countsAll?: boolean;
  /** The most that `fetch` is asked for at once. @default 100 */
  readonly largestPage?: number;
}

interface ListEntry<Entry> {
  readonly text: string;
  readonly data: Entry;
}

/**
 * A list, or as many of its entries as were asked for and a result has room for, with the token for the rest. An entry that
 * alone is larger than a result is in it all the same; `fitResult` cuts its long texts.
 */
export async function listResult<const Name extends string, Item, Entry extends Record<string, unknown>>(
  list: List<Name, Item, Entry>,
  limits: Limits,
): Promise<ToolResult<Record<Name, Entry[]> & { next_page_token?: string; total?: number }>> {
  const from = readToken(list.pageToken);
  const wanted = list.maxResults ?? limits.items;
  const page = await list.fetch({
    limit: Math.min(list.largestPage ?? 100, list.countsAll === true ? wanted : from.skip + wanted),
    token: from.site,
  });
  const end = list.countsAll === true ? undefined : from.skip + wanted;
  const candidates = await Promise.all(page.items.slice(from.skip, end).map(async (item) => list.entry(item)));
  const around = sizeOf(list.head) + sizeOf(list.resourceUri) + 2 * longestToken(from, page);
  const entries = fitting(candidates, limits.resultBytes - ENVELOPE_BYTES - around, {
    copies: list.resourceUri === undefined ? 1 : 2,
    between: sizeOf(list.separator ?? '\n'),
  });
  const next = nextPosition(from, from.skip + entries.length, page);
  const token = next && writeToken(next);

  const count = countOf(entries.length, page.total, list.noun, token);
  const shown = entries.map((entry) => entry.text).join(list.separator ?? '\n');
  const data = {
    [list.name]: entries.map((entry) => entry.data),
    ...(page.total !== undefined && { total: page.total }),
    ...(token !== undefined && { next_page_token: token }),
  };
  const text = [list.head ?? '', count, shown].filter((part) => part !== '').join('\n\n');
  const result = { text, data: data as Record<Name, Entry[]> & { next_page_token?: string; total?: number } };
  if (list.resourceUri === undefined) return result;
  return resourceResult(result.text, result.data, { uri: list.resourceUri, text: shown || count });
}

/** A page that is shorter than what has been shown already leaves the rest of that to be skipped in the next. */
function nextPosition(from: Position, seen: number, { items, next }: Page<unknown>): Position | undefined {
  if (seen < items.length) return { site: from.site, skip: seen };
  return next === undefined ? undefined : { site: next, skip: seen - items.length };
}

/** What the token for the next page takes at most, wherever in the page this result ends. */
function longestToken(from: Position, { items, next }: Page<unknown>): number {
  const skip = from.skip + items.length;
  const tokens = [from.site, next].map((site) => writeToken({ site, skip }));
  return Math.max(...tokens.map((token) => token.length));
}

/**
 * The first entries, as many as there is room for, and one in any case. `copies` is how often the text of an entry is in the
 * result, `between` what stands between two of them.
 */
function fitting<Entry>(
  entries: readonly ListEntry<Entry>[],
  room: number,
  { copies, between }: { readonly copies: number; readonly between: number },
): ListEntry<Entry>[] {
  let used = 0;
  const end = entries.findIndex(({ text, data }) => {
    used += copies * (sizeOf(text) + between) + sizeOf(data) + 1;
    return used > room;
  });
  return entries.slice(0, end === -1 ? undefined : Math.max(1, end));
}

function countOf(
  shown: number,
  total: number | undefined,
  [one, several]: readonly [string, string],
  token: string | undefined,
): string {
  const count = `Found ${shown}${total === undefined || total <= shown ? '' : ` of ${total}`} ${shown === 1 ? one : several}`;
  return token === undefined ? `${count}.` : `${count}; there are more: pass page_token "${token}".`;
}
