import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBatch, splitBatch } from '../../../bridge/jsonrpc/batch.ts';
import { damaged, valueText } from './json-texts.ts';

describe('isBatch', () => {
  it.each([
    ['[]', true],
    [' \r\n\t[{}]', true],
    ['{"a":[]}', false],
    ['"["', false],
    ['', false],
    [' ', false],
  ])('answers for %j: %s', (text, answer) => {
    expect(isBatch(Buffer.from(text))).toBe(answer);
  });
});

describe('splitBatch', () => {
  it('returns the messages as slices of the same bytes, in order', () => {
    const bytes = Buffer.from(' [ {"id":1.0} ,\n{"id":2,"x":[1,2]}, "\\u005d" ] ');
    const messages = [...splitBatch(bytes)];
    expect(messages.map(String)).toEqual(['{"id":1.0}', '{"id":2,"x":[1,2]}', '"\\u005d"']);
    expect(messages.every((message) => message.buffer === bytes.buffer)).toBe(true);
  });

  it('goes no further than it is asked to', () => {
    expect(splitBatch(Buffer.from('[1, no JSON')).next().value?.toString()).toBe('1');
  });

  it('splits any array into its elements, and refuses what JSON.parse refuses', () => {
    const batch = fc.array(valueText, { minLength: 1, maxLength: 5 }).map((values) => `[${values.join(', ')}]`);
    fc.assert(
      fc.property(damaged(batch), (bytes) => {
        let elements: unknown;
        try {
          elements = JSON.parse(bytes.toString());
        } catch {
          expect(() => [...splitBatch(bytes)]).toThrow(expect.objectContaining({ code: 'PARSE_ERROR' }));
          return;
        }
        fc.pre(Array.isArray(elements) && elements.length > 0);
        expect([...splitBatch(bytes)].map((message) => JSON.parse(message.toString()))).toStrictEqual(elements);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses an empty batch as no valid request', () => {
    expect(() => [...splitBatch(Buffer.from('[ ]'))]).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
    expect(() => [...splitBatch(Buffer.from('[] ]'))]).toThrow(expect.objectContaining({ code: 'PARSE_ERROR' }));
  });
});
