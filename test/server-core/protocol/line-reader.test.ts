import { describe, expect, it } from 'vitest';
import { LineReader } from '../../../server-core/protocol/line-reader.ts';

function reader(maxLineBytes = 100) {
  let dropped = 0;
  const lines = new LineReader({ maxLineBytes, onDropped: () => (dropped += 1) });
  return { push: (text: string | Buffer) => lines.push(Buffer.from(text)), dropped: () => dropped };
}

describe('LineReader', () => {
  it('keeps a character whole when its bytes arrive in two chunks', () => {
    const { push } = reader();
    const bytes = Buffer.from('{"é":1}\n');
    expect(push(bytes.subarray(0, 3))).toEqual([]);
    expect(push(bytes.subarray(3))).toEqual(['{"é":1}']);
  });

  it.each([
    ['a\nb\n', ['a', 'b']],
    ['a\nb', ['a']],
    ['a\r\n\r\n\nb\n', ['a', 'b']],
  ])('cuts %j into %j', (text, lines) => {
    expect(reader().push(text)).toEqual(lines);
  });

  it('drops a line over the limit once, and reads the next', () => {
    const { push, dropped } = reader(4);
    expect(push('abc')).toEqual([]);
    expect(push('def')).toEqual([]);
    expect(push('ghi\nok\n')).toEqual(['ok']);
    expect(dropped()).toBe(1);
  });
});
