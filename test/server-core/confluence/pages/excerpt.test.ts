import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../../server-core/confluence/pages/excerpt.ts';

describe('excerpt', () => {
  it('leaves a text alone that is short enough', () => {
    expect(excerpt('one two', 7)).toBe('one two');
  });

  it('cuts between words and says how much follows', () => {
    expect(excerpt('one two three', 9)).toBe('one two\n\n[The page goes on for 6 characters.]');
  });

  it('never cuts a character in two', () => {
    expect(excerpt('ab😀cd', 3)).toBe('ab\n\n[The page goes on for 4 characters.]');
  });
});
