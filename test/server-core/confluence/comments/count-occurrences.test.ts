import { describe, expect, it } from 'vitest';
import { countOccurrences } from '../../../../server-core/confluence/comments/count-occurrences.ts';

describe('countOccurrences', () => {
  it.each([
    ['<p>one two</p><p>one</p>', 'one', 2],
    ['<p>one <strong>two</strong>, <em>th</em>ree</p>', 'one two, three', 1],
    ['<p>a &amp; b&nbsp;c</p>', 'a & b c', 1],
    ['<p>a\n  b</p>', 'a b', 1],
    ['<p>x<ac:inline-comment-marker ac:ref="u">yz</ac:inline-comment-marker></p>', 'xyz', 1],
    [
      '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">key</ac:parameter></ac:structured-macro><p>key</p>',
      'key',
      1,
    ],
    ['<ac:plain-text-body><![CDATA[key]]></ac:plain-text-body><!-- key --><p>key</p>', 'key', 1],
    ['<p>a &lt;b&gt; c</p>', 'a <b> c', 1],
  ])('sees in %s the text %s as a reader does', (storage, text, count) => {
    expect(countOccurrences(storage, text, 1)).toBe(count);
  });

  it.each([
    ['<p>one</p><p>two</p>', 'one two', 1, 'is not on the page'],
    ['<p>one</p>', 'strong', 1, 'is not on the page'],
    ['<p>one one</p>', 'one', 3, 'is on the page only 2 times'],
    ['<p>one</p>', 'one', 2, 'is on the page only once'],
  ])('does not find in %s the text %s %i times', (storage, text, wanted, words) => {
    expect(() => countOccurrences(storage, text, wanted)).toThrow(words);
  });
});
