import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cqlString } from '../../../../server-core/confluence/cql.ts';

describe('cqlString', () => {
  it.each([
    ['~mia', '"~mia"'],
    ['a" OR space = "B', '"a\\" OR space = \\"B"'],
    ['back\\', '"back\\\\"'],
    ['two\nlines', '"two lines"'],
  ])('quotes %j as %s', (value, quoted) => {
    expect(cqlString(value)).toBe(quoted);
  });

  it('gives one string literal, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(cqlString(value)).toMatch(/^"(?:[^"\\\n\r]|\\.)*"$/);
      }),
    );
  });
});
