import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentResult } from '../../../server-core/results/document-result.ts';
import { toCallToolResult } from '../../../server-core/results/tool-result.ts';

const limits = { items: 25, resultBytes: 4_096 };
const document = { head: '# Page', facts: { id: '1' } };

/** Every part of a long text, read as a client would: by the token of the part before. */
function readAll(body: string, resultBytes: number) {
  const parts: string[] = [];
  const lines: number[] = [];
  let pageToken: string | undefined;
  do {
    const result = documentResult({ ...document, body, pageToken }, { items: 25, resultBytes });
    lines.push(Buffer.byteLength(JSON.stringify(toCallToolResult(result))));
    parts.push(result.data.text);
    pageToken = result.data.next_page_token;
  } while (pageToken !== undefined);
  return { parts, lines };
}

describe('a long text', () => {
  it('is shown whole where it fits', () => {
    const result = documentResult({ ...document, body: 'All of it.', pageToken: undefined }, limits);
    expect(result).toEqual({ text: '# Page\n\nAll of it.', data: { id: '1', text: 'All of it.' } });
  });

  it('is cut between lines, and says how to read on', () => {
    const body = Array.from({ length: 400 }, (_, index) => `Line ${index} of the page.`).join('\n');
    const { text, data } = documentResult({ ...document, body, pageToken: undefined }, limits);
    expect(data.text).toMatch(/of the page\.\n$/);
    expect(text).toContain(`pass page_token "${data.next_page_token}"`);
    expect(documentResult({ ...document, body, pageToken: data.next_page_token }, limits).text).toMatch(
      /^# Page\n\n\[Continued at character \d+\.\]\n\nLine \d+ of the page\./,
    );
  });

  it('comes whole in its parts, each within the limit, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem(), fc.constant('\n'), fc.constant('"\\\u0001')), {
          maxLength: 200,
        }),
        fc.integer({ min: 4_096, max: 20_000 }),
        (pieces, resultBytes) => {
          const body = pieces.join(' ');
          const { parts, lines } = readAll(body, resultBytes);
          expect(parts.join('')).toBe(body);
          expect(Math.max(...lines)).toBeLessThanOrEqual(resultBytes);
        },
      ),
    );
  });

  it('is refused with a token that is none', () => {
    for (const pageToken of ['x', '-1', '1.', '1.%', '99999999999']) {
      expect(() => documentResult({ ...document, body: 'b', pageToken }, limits)).toThrow('next_page_token');
    }
  });

  it('ends where a token points behind it, since it may have become shorter', () => {
    expect(documentResult({ ...document, body: 'short', pageToken: '900' }, limits).data).toEqual({
      id: '1',
      text: '',
    });
  });

  it('keeps within the limit, and gets on, where its head and what is known of it are large too', () => {
    const long = { head: '#'.repeat(9_000), facts: { title: '\u0001'.repeat(9_000) }, body: '\u0001'.repeat(9_000) };
    const result = documentResult({ ...long, pageToken: undefined }, limits);
    expect(Buffer.byteLength(JSON.stringify(toCallToolResult(result)))).toBeLessThanOrEqual(4_096);
    expect(result.data.text.length).toBeGreaterThanOrEqual(100);
    expect(result.data.next_page_token).toBe(String(result.data.text.length));
  });
});
