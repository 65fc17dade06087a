import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LineSplitter } from '../../../bridge/child/line-splitter.ts';
import { LineTooLongError } from '../../../bridge/child/line-too-long-error.ts';

const roomy = () => new LineSplitter({ maxLineBytes: 2 ** 30 });

function* chunksOf(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

function errorOf(act: () => unknown): LineTooLongError {
  try {
    act();
  } catch (error) {
    if (error instanceof LineTooLongError) return error;
    throw error;
  }
  throw new Error('the line was let through');
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('LineSplitter', () => {
  it.each([
    ['two lines in one chunk', 'a\nb\n', ['a', 'b'], undefined],
    ['an unfinished last line', 'a\nb', ['a'], 'b'],
    ['Windows line ends', 'a\r\nb\r\n', ['a', 'b'], undefined],
    ['empty lines', '\na\n\r\n\nb\n', ['', 'a', '', '', 'b'], undefined],
    ['a CR within a line', 'a\rb\r\r\n', ['a\rb\r'], undefined],
    ['half a line end at the end', 'a\r', [], 'a'],
    ['nothing', '', [], undefined],
  ])('returns the lines of %s', (_, text, lines, last) => {
    const splitter = roomy();
    expect(splitter.push(Buffer.from(text)).map(String)).toEqual(lines);
    expect(splitter.end()?.toString()).toBe(last);
  });

  it('returns the same lines however the bytes are cut', () => {
    const text = fc.array(
      fc.oneof(fc.constantFrom('\n', '\r\n', '\r', '\n\n'), fc.string({ unit: 'grapheme', maxLength: 12 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (parts, sizes) => {
        const bytes = Buffer.from(parts.join(''));
        const splitter = roomy();
        const lines = [...chunksOf(bytes, sizes)].flatMap((chunk) => splitter.push(chunk));
        const last = splitter.end();
        const expected = bytes.toString().split(/\r?\n/);
        const unfinished = expected.pop()?.replace(/\r$/, '');
        expect(lines.map(String)).toEqual(expected);
        expect(last?.toString() ?? '').toBe(unfinished);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps CR LF and characters whole that arrive byte by byte', () => {
    const splitter = roomy();
    const bytes = Buffer.from('{"name":"Žofie 😀"}\r\n\r\n');
    expect([...chunksOf(bytes, [1])].flatMap((chunk) => splitter.push(chunk)).map(String)).toEqual([
      '{"name":"Žofie 😀"}',
      '',
    ]);
  });

  it('counts the bytes of the unfinished line', () => {
    const splitter = roomy();
    splitter.push(Buffer.from('ab\ncd'));
    splitter.push(Buffer.from('e'));
    expect(splitter.pendingBytes).toBe(3);
    splitter.push(Buffer.from('\n'));
    expect(splitter.pendingBytes).toBe(0);
    expect(splitter.end()).toBeUndefined();
  });

  it('copies no line that lies in one chunk', () => {
    const concat = vi.spyOn(Buffer, 'concat');
    const chunk = Buffer.from('first\r\nsecond\n');
    const splitter = roomy();
    const [first, second] = splitter.push(chunk);
    expect([first?.buffer, second?.buffer]).toEqual([chunk.buffer, chunk.buffer]);
    expect([first?.byteOffset, second?.byteOffset]).toEqual([chunk.byteOffset, chunk.byteOffset + 7]);
    splitter.push(Buffer.from('whole'));
    splitter.push(Buffer.from('\n'));
    expect(concat).not.toHaveBeenCalled();
  });

  it.each([
    ['64 KiB chunks', 64 * 1024 * 1024, [65_536], 1],
    ['big and small chunks by turns', 8 * 1024 * 1024, [65_536, 1, 3], 1],
    ['chunks of 100 bytes', 4 * 1024 * 1024, [100], 2],
    ['single bytes', 64 * 1024, [1], 2],
  ])(
    'puts a long line together from %s, copying and searching each byte a fixed number of times',
    (_, length, sizes, copies) => {
      const concat = vi.spyOn(Buffer, 'concat');
      const line = Buffer.alloc(length, '0123456789abcdef');
      const splitter = roomy();
      let searched = 0;
      for (const chunk of chunksOf(line, sizes)) {
        const search = vi.spyOn(chunk, 'indexOf');
        splitter.push(chunk);
        searched += chunk.length * search.mock.calls.length;
      }
      const [whole] = splitter.push(Buffer.from('\n'));
      expect(whole?.equals(line)).toBe(true);
      const copied = concat.mock.results.reduce((sum, { value }) => sum + (value as Buffer).length, 0);
      expect(copied).toBeLessThanOrEqual(copies * length);
      expect(searched).toBe(length);
    },
  );

  it('keeps few parts of a line that is printed byte by byte', () => {
    const concat = vi.spyOn(Buffer, 'concat');
    const splitter = roomy();
    for (let count = 0; count < 100_000; count++) splitter.push(Buffer.of(97));
    splitter.push(Buffer.from('\n'));
    expect(concat.mock.lastCall?.[0].length).toBeLessThan(100_000 / 1024 + 1024 + 1);
  });

  it.each([
    ['finished, in one chunk', ['abcde\n']],
    ['unfinished, in one chunk', ['abcde']],
    ['finished over chunks', ['abc', 'de\n']],
    ['unfinished over chunks', ['abc', 'de']],
    ['that ends in CR CR LF', ['abcd\r\r\n']],
    ['with a CR where its line end could be, but is not', ['abcd\r', 'e']],
    ['with a CR too late', ['abcde\r']],
  ])('refuses a line over maxLineBytes, %s', (_, chunks) => {
    const splitter = new LineSplitter({ maxLineBytes: 4 });
    const error = errorOf(() => chunks.map((chunk) => splitter.push(Buffer.from(chunk))));
    expect(error).toMatchObject({ code: 'LINE_TOO_LONG', maxLineBytes: 4 });
    expect(error.message).toContain('--max-line-bytes');
    expect(splitter.end()).toBeUndefined();
  });

  it('takes a line of exactly maxLineBytes, its line end not counted', () => {
    const splitter = new LineSplitter({ maxLineBytes: 4 });
    const lines = ['abcd\nabcd\r\n', 'abcd', '\r', '\n', 'abcd\r', '\n'].flatMap((chunk) =>
      splitter.push(Buffer.from(chunk)),
    );
    expect(lines.map(String)).toEqual(['abcd', 'abcd', 'abcd', 'abcd']);
  });

  it('hands over with its error the lines before the long one', () => {
    const splitter = new LineSplitter({ maxLineBytes: 4 });
    expect(errorOf(() => splitter.push(Buffer.from('a\nb\nabcde'))).linesBefore.map(String)).toEqual(['a', 'b']);
  });
});
