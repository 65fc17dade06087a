import { describe, expect, it } from 'vitest';
import { pageQuery } from '../../../server-core/confluence/page-query.ts';

describe('pageQuery', () => {
  it.each([
    ['API docs', 'type = page AND (title ~ "API docs" OR text ~ "API docs")'],
    ['cats and dogs or birds', 'type = page AND (title ~ "cats and dogs or birds" OR text ~ "cats and dogs or birds")'],
    ['"exact words"', 'type = page AND (title ~ "exact words" OR text ~ "exact words")'],
    ['what is a=b', 'type = page AND (title ~ "what is a=b" OR text ~ "what is a=b")'],
    ['"title = x"', 'type = page AND (title ~ "title = x" OR text ~ "title = x")'],
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

  it('adds the space as a condition of its own, before the order', () => {
    expect(pageQuery('label = a or label = b order by title', '~mia')).toBe(
      'type = page AND (label = a or label = b) AND space = "~mia" order by title',
    );
  });
});
