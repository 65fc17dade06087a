import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitResult } from '../../../server-core/results/fit-result.ts';
import { resourceResult, type ToolResult, toCallToolResult } from '../../../server-core/results/tool-result.ts';

/** What a result takes in the line that a client reads. */
const lineOf = (result: ToolResult) =>
  Buffer.byteLength(JSON.stringify({ jsonrpc: '2.0', id: 1_000_000, result: toCallToolResult(result) }));

describe('a result', () => {
  it('that is small is as its tool has made it', () => {
    const result = resourceResult('Done.', { key: 'A-1' }, { uri: 'jira://issue/A-1', text: 'Kettle' });
    expect(fitResult(result, 4_096)).toEqual(result);
  });

  it('keeps within the limit, whatever texts and lists are in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat(20_000).map((length) => '\u0001'.repeat(length)),
      fc.nat(20_000).map((length) => '\u{1F600}'.repeat(length)),
    );
    const short = fc.string({ unit: 'binary', maxLength: 20 });
    const entry = fc.record({ name: text, labels: fc.array(short, { maxLength: 500, size: 'max' }) });
    const limit = fc.integer({ min: 4_096, max: 40_000 });
    fc.assert(
      fc.property(text, fc.array(entry), text, limit, (words, entries, more, bytes) => {
        const result = resourceResult(words, { entries }, { uri: 'jira://issue/A-1', text: more });
        expect(lineOf(fitResult(result, bytes))).toBeLessThanOrEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it('says how much of a text is missing, and keeps what is small, and the token for the rest, whole', () => {
    const data = { key: 'A-1', summary: 's'.repeat(9_000), next_page_token: 't'.repeat(1_000) };
    const shown = fitResult({ text: 'Created A-1.', data }, 4_096);
    expect(shown).toMatchObject({
      text: 'Created A-1.',
      data: {
        key: 'A-1',
        summary: expect.stringMatching(/^s{1000,} \[\d+ characters more\]$/),
        next_page_token: data.next_page_token,
      },
    });
  });

  it('has its files whole: they have a limit of their own', () => {
    const blob = Buffer.alloc(9_000).toString('base64');
    const file = { type: 'resource', resource: { uri: 'jira://attachment/1', blob } } as const;
    const text = { type: 'text', text: 'x'.repeat(9_000) } as const;
    expect(fitResult({ text: 'Here.', data: { id: '1' }, more: [file, text] }, 4_096).more).toEqual([file, text]);
  });
});
