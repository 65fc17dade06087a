import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/demo-site/http/refusal.ts';
import { jqlDialect } from '../../src/demo-site/jira/jql-dialect.ts';
import { parseQuery } from '../../src/demo-site/query/parse-query.ts';

const parse = (query: string) => parseQuery(query, jqlDialect);
const term = (field: string, operator: string, ...texts: string[]) => ({
  kind: 'term',
  field,
  operator,
  operands: texts.map((text) => ({ kind: 'literal', text })),
});

describe('parseQuery', () => {
  it('binds AND closer than OR, and NOT closest', () => {
    expect(parse('a = 1 OR not b = 2 AND c = 3').where).toEqual({
      kind: 'or',
      clauses: [
        term('a', '=', '1'),
        { kind: 'and', clauses: [{ kind: 'not', clause: term('b', '=', '2') }, term('c', '=', '3')] },
      ],
    });
  });

  it('reads parentheses, && and || like words', () => {
    expect(parse('(a = 1 || b = 2) && c != 3').where).toEqual({
      kind: 'and',
      clauses: [{ kind: 'or', clauses: [term('a', '=', '1'), term('b', '=', '2')] }, term('c', '!=', '3')],
    });
  });

  it('reads quoted fields and values with their escapes', () => {
    expect(parse(String.raw`"Story Points" = "a \"b\" \\ \u00e9\n"`).where).toEqual(
      term('Story Points', '=', 'a "b" \\ é\n'),
    );
    expect(parse(`summary ~ 'it''s'`.replace("''", "\\'")).where).toEqual(term('summary', '~', "it's"));
  });

  it('takes a quoted keyword as a value', () => {
    expect(parse('project = "AND"').where).toEqual(term('project', '=', 'AND'));
  });

  it('reads lists, functions and emptiness', () => {
    expect(parse('a not in (x, "y z") and b is not EMPTY and c = now("-7d")').where).toMatchObject({
      clauses: [
        term('a', 'not in', 'x', 'y z'),
        { operator: 'is not', operands: [{ kind: 'empty' }] },
        { operator: '=', operands: [{ kind: 'call', name: 'now', args: ['-7d'] }] },
      ],
    });
  });

  it('orders by several fields', () => {
    expect(parse('a = 1 order by b DESC, "c d", e asc').orderBy).toEqual([
      { field: 'b', descending: true },
      { field: 'c d', descending: false },
      { field: 'e', descending: false },
    ]);
  });

  it('asks for everything when only an order is given', () => {
    expect(parse(' ORDER BY created').where).toBeUndefined();
    expect(parse('').where).toBeUndefined();
  });

  it.each([
    'a =',
    'a',
    '= 1',
    'a = 1 b = 2',
    '(a = 1',
    'a = 1)',
    'a in (1, 2',
    'a in ()',
    'a = "open',
    'a = and',
    'a = 1 order created',
    'a = f(',
    'a = x & y',
    'a is',
    'a not 1',
  ])('refuses %j and says where', (query) => {
    expect(() => parse(query)).toThrow(/\(line 1, character \d+\)/);
  });

  it('refuses a query nested so deeply that it could exhaust the stack', () => {
    expect(() => parse(`${'('.repeat(5_000)}a = 1${')'.repeat(5_000)}`)).toThrow(Refusal);
    expect(parse(`${'not '.repeat(2_001)}a = 1`).where).toMatchObject({ kind: 'not' });
  });

  it('refuses a query of megabytes at once', () => {
    expect(() => parse(`a = "${' '.repeat(5_000_000)}"`)).toThrow(Refusal);
  });
});
