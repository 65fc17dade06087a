import { describe, expect, it } from 'vitest';
import { storageText, xhtmlProblem } from '../../src/demo-site/confluence/storage-xhtml.ts';

describe('xhtmlProblem', () => {
  it.each([
    '',
    'just text',
    '<p>a<br/>b<br />c</p>',
    '<p class="x" data-y=\'z\'>&amp; &nbsp; &#8211; &#x2014; &eacute;</p>',
    '<ac:link><ri:page ri:content-title="A &quot;B&quot;" /></ac:link>',
    '<ac:plain-text-body><![CDATA[if (a < b && c) { "</p>" }]]></ac:plain-text-body>',
    '<!-- note <p> --><p>x > y</p>',
  ])('finds nothing wrong with %s', (body) => {
    expect(xhtmlProblem(body)).toBeUndefined();
  });

  it.each([
    ['<p>a', 'Unexpected EOF; was expecting a close tag for element <p>', 1, 5],
    ['<p>\na<br></p>', 'Unexpected close tag </p>; expected </br>.', 2, 6],
    ['</p>', 'Unexpected close tag </p>', 1, 1],
    ['<p>a & b</p>', 'entity reference', 1, 4],
    ['<p>&unknown;</p>', 'Undeclared general entity "unknown"', 1, 4],
    ['<p>a < b</p>', "Unexpected character ' '", 1, 6],
    ['<input disabled>', 'Unexpected character', 1, 1],
    ['<p title=x>a</p>', 'Unexpected character', 1, 1],
    ['<![CDATA[open', 'Unexpected character', 1, 1],
    ['<p>'.repeat(300), 'nested too deeply', 1, 601],
  ])('finds what is wrong with %s', (body, problem, row, column) => {
    expect(xhtmlProblem(body)).toContain(problem);
    expect(xhtmlProblem(body)).toContain(`[${row},${column}]`);
  });

  it('takes time in proportion to the body, whatever is in it', () => {
    for (const body of [
      '<p '.repeat(100_000),
      `<p${' '.repeat(300_000)}`,
      '&'.repeat(300_000),
      '<a b="'.repeat(50_000),
    ]) {
      const start = performance.now();
      expect(xhtmlProblem(body)).toBeDefined();
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });
});

describe('storageText', () => {
  it('keeps the words of a body and of its code, and drops its markup', () => {
    const body =
      '<h1>Wal<em>let</em></h1><p>a &lt; b &amp; c</p><ac:plain-text-body><![CDATA[x < y]]></ac:plain-text-body>';
    expect(storageText(body)).toBe('Wallet a < b & c x < y');
  });
});
