import { describe, expect, it } from 'vitest';
import { pageQuery } from '../../../../server-core/confluence/search/page-query.ts';

describe('pageQuery', () => {
  it.each([
    ['API docs', 'type = page AND (title ~ "API docs" OR text ~ "API docs")'],
    ['cats and dogs or birds', 'type = page AND (title ~ "cats and dogs or birds" OR text ~ "cats and dogs or birds")'],
    ['"exact words"', String.raw`type = page AND (title ~ "\"exact words\"" OR text ~ "\"exact words\"")`],
    [
      '"one" and "two words"',
      String.raw`type = page AND (title ~ "\"one\" and \"two words\"" OR text ~ "\"one\" and \"two words\"")`,
    ],
    ['a 19" screen', 'type = page AND (title ~ "a 19 screen" OR text ~ "a 19 screen")'],
    ['what is a=b', 'type = page AND (title ~ "what is a=b" OR text ~ "what is a=b")'],
    ['"title = x"', String.raw`type = page AND (title ~ "\"title = x\"" OR text ~ "\"title = x\"")`],
    ['how to order by phone', 'type = page AND (title ~ "how to order by phone" OR text ~ "how to order by phone")'],
    ['label = "howto"', 'type = page AND (label = "howto")'],
    ['label in ("a","b") or creator=currentUser()', 'type = page AND (label in ("a","b") or creator=currentUser())'],
    ['type = blogpost and text ~ "x"', '(type = blogpost and text ~ "x")'],
    ['type IN (page, blogpost)', '(type IN (page, blogpost))'],
    ['space.key = A order by lastmodified desc', 'type = page AND (space.key = A) order by lastmodified desc'],
    ['title ~ "order by me"', 'type = page AND (title ~ "order by me")'],
    ['order by created', 'type = page order by created'],
    ['type = page', '(type = page)'],
  ])('makes of %s: %s', (query, cql) => {
    expect(pageQuery(query)).toBe(cql);
  });

  it.each([
    ['space = X) OR (type = page', 'bracket'],
    ['(label = a', 'bracket'],
    ['label = "a', 'quote'],
    ['label = \'a" or label = b', 'quote'],
  ])('refuses %s, which could end the brackets put around it', (query, sign) => {
    expect(() => pageQuery(query, 'DEMO')).toThrow(`query: a ${sign} without its other half`);
  });

  it.each(['label = "a) or (b"', "title ~ 'it (still'"])('takes a bracket in quotes as text: %s', (query) => {
    expect(pageQuery(query, 'DEMO')).toBe(`type = page AND (${query}) AND space = "DEMO"`);
  });

  it('adds a type that is asked for, to words and to CQL', () => {
    expect(pageQuery('plan', undefined, 'comment')).toBe('type = comment AND (title ~ "plan" OR text ~ "plan")');
    expect(pageQuery('label = a', 'DEMO', 'blogpost')).toBe('type = blogpost AND (label = a) AND space = "DEMO"');
  });

  it('adds the space as a condition of its own, quoted and before the order (lesson 25)', () => {
    expect(pageQuery('label = a or label = b order by title', '~mia')).toBe(
      'type = page AND (label = a or label = b) AND space = "~mia" order by title',
    );
  });
});
