import type { Page, PageRequest } from '../results/list-result.ts';

const PAGE = 50;

interface Reading {
  /** Most entries to read. */
  readonly most: number;
  /** Told after each page how many entries there are so far, and of how many, where the site says so. */
  readonly onPage?: (read: number, total: number | undefined) => void;
}

/**
 * The entries of a list to its end, at most `most`, page by page. Requests of a call that the client takes back are refused,
 * which ends this too.
 */
export async function readAll<Item>(
  fetch: (request: PageRequest) => Promise<Page<Item>>,
  { most, onPage }: Reading,
): Promise<{ readonly items: readonly Item[]; readonly complete: boolean }> {
  const items: Item[] = [];
  let token: string | undefined;
  for (;;) {
    const page = await fetch({ limit: Math.min(PAGE, most - items.length), token });
    items.push(...page.items);
    token = page.next;
    onPage?.(items.length, page.total);
    if (token === undefined || items.length >= most) return { items, complete: token === undefined };
  }
}
