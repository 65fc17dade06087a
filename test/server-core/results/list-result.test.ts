import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitResult } from '../../../server-core/results/fit-result.ts';
import { listResult, type PageRequest } from '../../../server-core/results/list-result.ts';
import { type ToolResult, toCallToolResult } from '../../../server-core/results/tool-result.ts';

const limits = { items: 25, resultBytes: 32_768 };

/** A site that gives a list in pages: of the size asked for, but of `largest` at most, and by tokens of its own. */
function siteOf<Item>(all: readonly Item[], largest = 100) {
  const asked: PageRequest[] = [];
  const fetch = async ({ limit, token }: PageRequest) => {
    asked.push({ limit, token });
    const start = Number(token?.slice(3) ?? 0);
    const end = start + Math.min(limit, largest);
    return { items: all.slice(start, end), next: end < all.length ? `at ${end}` : undefined };
  };
  return { fetch, asked };
}

const list = {
  name: 'words',
  noun: ['word', 'words'],
  entry: (word: string) => ({ text: `- ${word}`, data: { word } }),
} as const;

/** What a result takes in the line that a client reads. */
const lineOf = (result: ToolResult) =>
  Buffer.byteLength(JSON.stringify({ jsonrpc: '2.0', id: 1_000_000, result: toCallToolResult(result) }));

async function readAll(fetch: ReturnType<typeof siteOf<string>>['fetch'], maxResults: number, resultBytes: number) {
  const words: string[] = [];
  const lines: number[] = [];
  let pageToken: string | undefined;
  do {
    const result = await listResult({ ...list, fetch, maxResults, pageToken }, { items: 25, resultBytes });
    lines.push(Buffer.byteLength(JSON.stringify(toCallToolResult(result))));
    words.push(...result.data.words.map(({ word }) => word));
    pageToken = result.data.next_page_token;
  } while (pageToken !== undefined);
  return { words, lines };
}

describe('a list', () => {
  it('asks for 25 items where the caller names no number, and says how to go on (lesson 2)', async () => {
    const site = siteOf(Array.from({ length: 60 }, (_, index) => `word${index}`));
    const { text, data } = await listResult({ ...list, ...site, maxResults: undefined, pageToken: undefined }, limits);
    expect(site.asked).toEqual([{ limit: 25, token: undefined }]);
    expect(data.words).toHaveLength(25);
    expect(text).toContain(`Found 25 words; there are more: pass page_token "${data.next_page_token}".`);
  });

  it('says nothing of more at its end, and what it found is counted in words that fit', async () => {
    const { text, data } = await listResult(
      { ...list, ...siteOf(['alone']), maxResults: 5, pageToken: undefined },
      limits,
    );
    expect(text).toBe('Found 1 word.\n\n- alone');
    expect(data).toEqual({ words: [{ word: 'alone' }] });
  });

  it('comes whole and in order in its parts, each within the limit (lesson 21)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 120 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        async (words, maxResults, largestOfSite) => {
          const read = await readAll(siteOf(words, largestOfSite).fetch, maxResults, 4_096);
          expect(read.words).toEqual(words);
          expect(Math.max(...read.lines)).toBeLessThanOrEqual(4_096);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('shows an item that alone is too large with its texts cut, and goes on after it', async () => {
    const site = siteOf(['x'.repeat(50_000), 'next']);
    const first = await listResult({ ...list, ...site, maxResults: 5, pageToken: undefined }, limits);
    const shown = fitResult(first, limits.resultBytes);
    expect(shown.data).toMatchObject({ words: [{ word: expect.stringMatching(/^x+ \[\d+ characters more\]$/) }] });
    expect(lineOf(shown)).toBeLessThanOrEqual(32_768);
    const then = await listResult({ ...list, ...site, maxResults: 5, pageToken: first.data.next_page_token }, limits);
    expect(then.data.words).toEqual([{ word: 'next' }]);
  });

  it('keeps within the limit with long tokens of the site, a head, a resource and many small entries', async () => {
    const words = Array.from({ length: 300 }, (_, index) => `${index}`);
    const cursor = 'c'.repeat(400);
    const fetch = async ({ limit, token = `${cursor}0` }: PageRequest) => {
      const start = Number(token.slice(cursor.length));
      const end = start + limit;
      return { items: words.slice(start, end), next: end < words.length ? `${cursor}${end}` : undefined };
    };
    const around = { head: '# Words', resourceUri: `words://${'w'.repeat(300)}`, separator: '\n\n' };
    const read: string[] = [];
    let pageToken: string | undefined;
    do {
      const asked = { ...list, ...around, fetch, maxResults: 100, pageToken };
      const result = await listResult(asked, { items: 25, resultBytes: 4_096 });
      expect(lineOf(result)).toBeLessThanOrEqual(4_096);
      read.push(...result.data.words.map(({ word }) => word));
      pageToken = result.data.next_page_token;
    } while (pageToken !== undefined);
    expect(read).toEqual(words);
  });

  it('repeats nothing where its caller wants less at once than before', async () => {
    const words = Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(200)}`);
    const site = { ...list, ...siteOf(words), countsAll: true };
    const narrow = { items: 25, resultBytes: 8_192 };
    const first = await listResult({ ...site, maxResults: 30, pageToken: undefined }, narrow);
    const read = first.data.words.map(({ word }) => word);
    expect(read.length).toBeGreaterThan(10);
    let pageToken = first.data.next_page_token;
    while (pageToken !== undefined) {
      const result = await listResult({ ...site, maxResults: 4, pageToken }, narrow);
      read.push(...result.data.words.map(({ word }) => word));
      pageToken = result.data.next_page_token;
    }
    expect(read).toEqual(words);
  });
});
