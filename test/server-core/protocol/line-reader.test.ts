import { describe, expect, it } from 'vitest';
import type { DroppedLine } from '../../../server-core/protocol/dropped-line.ts';
import { LineReader } from '../../../server-core/protocol/line-reader.ts';

function reader(maxLineBytes = 100) {
  const dropped: DroppedLine[] = [];
  const lines = new LineReader({ maxLineBytes, onDropped: (line) => dropped.push(line) });
  return { push: (text: string | Buffer) => lines.push(Buffer.from(text)), dropped };
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
    expect(dropped).toEqual([{ start: 'abcdef', end: 'abcdefghi' }]);
  });

  it('holds no more than both ends of a line that it drops', () => {
    const { push, dropped } = reader(1_000);
    push('{"id":1,');
    for (let count = 0; count < 1_000; count += 1) push('x'.repeat(1_000));
    expect(push('}\nok\n')).toEqual(['ok']);
    expect(dropped).toHaveLength(1);
    expect(dropped[0]?.start).toMatch(/^\{"id":1,x{248}$/);
    expect(dropped[0]?.end).toMatch(/^x{255}\}$/);
  });
});
