import { describe, expect, it } from 'vitest';
import { idOfDropped } from '../../../server-core/protocol/dropped-line.ts';

/** Both ends of a line, as they are kept. */
const ends = (line: string) => ({ start: line.slice(0, 60), end: line.slice(-60) });
const long = 'x'.repeat(1_000);

describe('the id of a request that was too long to be read', () => {
  it.each([
    ['at its end', { method: 'm', params: { long }, jsonrpc: '2.0', id: 7 }, 7],
    ['at its end, before the version', { method: 'm', params: { long }, id: 'a"b', jsonrpc: '2.0' }, 'a"b'],
    ['at its start', { jsonrpc: '2.0', id: 0, method: 'm', params: { long } }, 0],
    ['at its very start', { id: 'first', jsonrpc: '2.0', method: 'm', params: { long } }, 'first'],
  ])('is found %s', (_, message, id) => {
    expect(idOfDropped(ends(JSON.stringify(message)))).toBe(id);
  });

  it.each([
    ['a notification', JSON.stringify({ jsonrpc: '2.0', method: 'm', params: { long, id: 5 } })],
    ['a batch', JSON.stringify([{ jsonrpc: '2.0', id: 5, method: 'm', params: { long } }])],
    ['a text that looks like one', JSON.stringify({ jsonrpc: '2.0', method: `${long},"id":5` })],
    ['no JSON', long],
  ])('is not made up for %s', (_, line) => {
    expect(idOfDropped(ends(line))).toBeUndefined();
  });
});
