import { describe, expect, it } from 'vitest';
import { collectLinks } from '../../../../server-core/atlassian/rich-text/collect-links.ts';
import { readWiki } from '../../../../server-core/atlassian/rich-text/read-wiki.ts';
import { wikiToMarkdown } from './wiki-to-markdown.ts';

describe('readWiki', () => {
  it.each([
    ['h2. Title', '## Title'],
    ['h2.Title', '## Title'],
    ['C:\\.git \\\\host\\share a\\\\b', 'C:\\\\.git \\\\\\host\\share a\\\nb'],
    ['*a* _b_ -c- +d+ x{^}2{^} H{~}2{~}O ??e??', '**a** _b_ ~~c~~ <u>d</u> x<sup>2</sup> H<sub>2</sub>O _e_'],
    ['{{a_b}} and {{C:\\new}}', '`a_b` and `C:\\new`'],
    ['a{*}b{*}c *d*e 2*3*4', 'a**b**c \\*d\\*e 2\\*3\\*4'],
    ['one\ntwo\\\\three\n\nfour', 'one\\\ntwo\\\nthree\n\nfour'],
    ['a \\*b\\* \\[c] &amp; \\{code}', 'a \\*b\\* [c] & {code}'],
    ['a -- b --- c', 'a – b — c'],
    ['{color:red}*a*{color} b', '**a** b'],
    ['----', '---'],
    ['bq. said', '> said'],
    ['{quote}\n* a\n{quote}', '> - a'],
    [
      '[text|https://a.b/c_d] [https://a.b] [docs|https://a.b|A tip]',
      '[text](https://a.b/c_d) https://a.b [docs](https://a.b "A tip")',
    ],
    [
      '[#top] [up|#top] [^a b.pdf] [~ann]',
      '[top](#top) [up](#top) [a b.pdf](attachment:a%20b.pdf) [@ann](username:ann)',
    ],
    ['[https://a.b|https://a.b|smart-link]', '<https://a.b>'],
    [
      '!a.png|thumbnail! !https://a.b/i.png|width=300,alt=An image!',
      '![](attachment:a.png) ![An image](https://a.b/i.png)',
    ],
    ['[!a.png!|https://a.b]', '[![](attachment:a.png)](https://a.b)'],
    ['(/) done :)', ':tick: done :smile:'],
    ['PROJ-12 and [PROJ-12] /api/{id}/x/{id} a[0]', 'PROJ-12 and [PROJ-12] /api/{id}/x/{id} a[0]'],
    ['{toc:maxLevel=2} {anchor:here}', '[toc](macro:toc?maxLevel=2) [anchor](macro:anchor?=here)'],
    ['{status:title=Done|colour=Green}', '[Done](status:green)'],
  ])('reads %j', (wiki, markdown) => {
    expect(wikiToMarkdown(wiki)).toBe(markdown);
  });

  it('reads lists that nest and mix, and parts them at another sign', () => {
    expect(wikiToMarkdown('* a\nmore\n*# b\n*# c\n** d\n* e\n- f')).toBe(
      '- a\\\n  more\n\n  1. b\n  2. c\n\n  * d\n- e\n\n* f',
    );
    expect(wikiToMarkdown('* [ ] a\n* [x] b')).toBe('- [ ] a\n- [x] b');
  });

  it('nests a double dash under a dash', () => {
    expect(wikiToMarkdown('- a\n-- b\n- c')).toBe('- a\n  - b\n- c');
  });

  it('keeps what macros hold in the item on which they begin', () => {
    expect(wikiToMarkdown('# a\n{code:js}\nx\n\n# y\n{code}\n# b')).toBe(
      '1. a\n\n   ```js\n   x\n\n   # y\n   ```\n\n2. b',
    );
  });

  it('reads tables, whose cells may hold links, pictures, code and lines', () => {
    expect(wikiToMarkdown('||a||b||\n|[c|https://d.e]|!f.png|alt=g!|\n|h\ni|{noformat}j|k{noformat}|')).toBe(
      '| a | b |\n| --- | --- |\n| [c](https://d.e) | ![g](attachment:f.png) |\n| h<br>i | `j\\|k` |',
    );
  });

  it('reads code as it is, whatever is in it', () => {
    expect(readWiki('{code:java}\n*a* {quote} \\{code} h1. b\n\n\n{code}')).toEqual([
      { type: 'code', language: 'java', text: '*a* {quote} {code} h1. b\n\n' },
    ]);
    expect(readWiki('{noformat}a{noformat}')).toEqual([{ type: 'code', language: '', text: 'a' }]);
  });

  it('keeps macros with all that they are given', () => {
    expect(wikiToMarkdown('{code:js|title=a.js}\nx\n{code}')).toBe(
      '> [!TEXT-MACRO] code?language=js&title=a.js\n>\n> ```js\n> x\n> ```',
    );
    expect(wikiToMarkdown('{panel:title=T|bgColor=#fff}\nx\n{panel}')).toBe(
      '> [!MACRO] panel?title=T&bgColor=%23fff\n>\n> x',
    );
    expect(wikiToMarkdown('{excerpt:hidden=true}\nx\n{excerpt}')).toBe('> [!MACRO] excerpt?hidden=true\n>\n> x');
  });

  it('reads panels by their macro or their color', () => {
    expect(wikiToMarkdown('{panel:title=T}x{panel}')).toBe('> [!PANEL] T\n>\n> x');
    expect(wikiToMarkdown('{warning}x{warning}')).toBe('> [!WARNING]\n>\n> x');
    expect(wikiToMarkdown('{panel:bgColor=#DEEBFF}\nx\n{panel}')).toBe('> [!INFO]\n>\n> x');
  });

  it('gives every address that the text leads to', () => {
    const wiki =
      'See (https://a.b/Foo_(bar)). [x|https://c.d/e_f*g*] *https://h.i/j*\n{code}https://k.l{code}\n|https://m.n|git@o.p:q/r.git|';
    expect(collectLinks(readWiki(wiki))).toEqual([
      'https://a.b/Foo_(bar)',
      'https://c.d/e_f*g*',
      'https://h.i/j',
      'https://k.l',
      'https://m.n',
      'git@o.p:q/r.git',
    ]);
  });

  const bombs = [
    '*',
    '*a _b -c +d ^e ~f ',
    '[a|',
    '!a',
    '{{a',
    '{a:b=c}',
    '{code}\n',
    '{x}\n',
    '|a\nb\n',
    '*'.repeat(50).concat(' a\n'),
    '\\',
    '??',
    ':a:',
    'http://',
    '&#1',
    '{*}a{_}b',
    '|{code}\n',
    '*{color:#0747a6}\\[ a',
    ' ',
    'http://a)',
  ];
  it.each(bombs)('reads 200 kB of %j in little time', (bomb) => {
    const start = performance.now();
    readWiki(bomb.repeat(200_000 / bomb.length));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
