import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jqlString } from '../../../server-core/jira/jql.ts';

describe('jqlString', () => {
  it.each([
    ['PROJ', '"PROJ"'],
    ['a" OR key = "B', '"a\\" OR key = \\"B"'],
    ['back\\slash', '"back\\\\slash"'],
    ['two\nlines\t', '"two\\nlines\\t"'],
  ])('quotes %j as %s', (value, quoted) => {
    expect(jqlString(value)).toBe(quoted);
  });

  it('gives one string literal, whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(jqlString(value)).toMatch(/^"(?:[^"\\\n\r]|\\.)*"$/);
      }),
    );
  });
});
