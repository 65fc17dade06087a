import { describe, expect, it } from 'vitest';
import { toStorage } from '../../../../server-core/atlassian/rich-text/content-format.ts';
import { markdownToAdf } from '../../../../server-core/atlassian/rich-text/markdown-to-adf.ts';
import { markdownToStorage } from '../../../../server-core/atlassian/rich-text/markdown-to-storage.ts';
import { markdownToWiki } from '../../../../server-core/atlassian/rich-text/markdown-to-wiki.ts';
import { storageToMarkdown } from '../../../../server-core/atlassian/rich-text/storage-to-markdown.ts';
import { adfToMarkdown } from './adf-to-markdown.ts';
import { malformation } from './well-formed.ts';
import { wikiToMarkdown } from './wiki-to-markdown.ts';

const N = 10_000;
/** All of these take well under a second; what is quadratic takes minutes, what recurses overflows. */
const MOST_MS = 10_000;

const bombs: Record<string, string> = {
  quotes: `${'>'.repeat(N)}a`,
  'spaced quotes': `${'> '.repeat(N)}a`,
  brackets: '['.repeat(N),
  'links in links': `${'['.repeat(N)}a${'](u)'.repeat(N)}`,
  bullets: `${'- '.repeat(N)}a`,
  numbers: `${'1. '.repeat(N)}a`,
  'quoted bullets': `${'>- '.repeat(N)}a`,
  stars: `${'*'.repeat(N)}a${'*'.repeat(N)}`,
  'unpaired stars': '*a **b '.repeat(N),
  'stars in stars': `${'**a *b '.repeat(N)}${'c* d**'.repeat(N)}`,
  underscores: '_a'.repeat(N),
  ticks: Array.from({ length: 300 }, (_, count) => '`'.repeat(count)).join(' '),
  'lazy lines': '> - a\nb\n'.repeat(N),
  'lines of an item': `* ${'  a\n'.repeat(2 * N)}`,
  'padded table': `${'|'.repeat(N)}\n${'|-'.repeat(N)}|\n${'a\n'.repeat(N)}`,
  'open expands': '<details>\n\n'.repeat(N),
  'expands in expands': `${'<details>\n\n'.repeat(N)}a\n\n${'</details>\n\n'.repeat(N)}`,
  'expands in one line': `${'<details>'.repeat(N)}${'</details>'.repeat(N)}`,
  'underlines in underlines': `${'<u>'.repeat(N)}a${'</u>'.repeat(N)}`,
  address: `${'a.'.repeat(N)}@`,
  'brackets after a web address': `http://a${')'.repeat(20 * N)}`,
  'stars after nothing': '*1('.repeat(N),
  'stars in many paragraphs': `${'*1('.repeat(N / 10)}\n\n`.repeat(10),
  'stars after many breaks': `<br>${'*1('.repeat(N / 10)}\n\n`.repeat(20),
  'stars in many expands': `<details><summary>a</summary>${'*1('.repeat(N / 10)}</details>\n\n`.repeat(20),
  'exclamation marks': '!'.repeat(2 * N),
  colons: ':a'.repeat(N),
  entities: '&#1'.repeat(N),
  cdata: '<![CDATA['.repeat(N),
  'literal line ends': '\\n'.repeat(N),
};

function quickly<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(MOST_MS);
  return result;
}

describe('hostile input', () => {
  it.each(Object.entries(bombs))('is read as Markdown in little time: %s', (_name, bomb) => {
    const document = quickly(() => markdownToAdf(bomb));
    quickly(() => markdownToAdf(adfToMarkdown(document)));
    const storage = quickly(() => markdownToStorage(bomb));
    expect(malformation(storage)).toBeUndefined();
    quickly(() => storageToMarkdown(storage));
    quickly(() => storageToMarkdown(bomb));
    quickly(() => toStorage(bomb));
    const wiki = quickly(() => markdownToWiki(bomb));
    quickly(() => wikiToMarkdown(wiki));
    quickly(() => wikiToMarkdown(bomb));
  });

  it('keeps all formatting of a long paragraph of ordinary text', () => {
    for (const lines of [220, 20_000]) {
      const text = 'Some **bold** text with [link](http://x) and `code` here.\n'.repeat(lines);
      const storage = quickly(() => markdownToStorage(text));
      expect(storage.match(/<strong>bold<\/strong> text with <a href="http:\/\/x">link<\/a> and <code>/g)).toHaveLength(
        lines,
      );
    }
  });

  it('keeps the formatting around what it leaves as plain text, and the breaks', () => {
    const storage = quickly(() => markdownToStorage(`**a**\\\n_b_  \n${'*1('.repeat(N)}\n~~c~~`));
    expect(storage).toMatch(/^<p><strong>a<\/strong><br \/><em>b<\/em><br \/>\*1\(\*1/);
    expect(storage).toMatch(/ <del>c<\/del><\/p>$/);
  });

  it.each([
    'blockquote',
    'ul><li',
    'strong',
    'table><tr><td',
    'ac:link><ac:link-body',
    'ac:structured-macro ac:name="expand"><ac:rich-text-body',
  ])('is read as deep storage in little time: <%s>', (tag) => {
    const closing = tag
      .split('><')
      .reverse()
      .map((name) => `</${name.split(' ', 1)[0]}>`)
      .join('');
    expect(quickly(() => storageToMarkdown(`${`<${tag}>`.repeat(N)}deep${closing.repeat(N)}`))).toContain('deep');
    expect(quickly(() => storageToMarkdown(`${`<${tag}>`.repeat(200)}deep${closing.repeat(200)}`))).toContain('deep');
    quickly(() => storageToMarkdown(`<${tag}>`.repeat(N)));
    quickly(() => storageToMarkdown(`<${tag}>`.repeat(N) + '</p>'.repeat(N)));
  });

  it.each(['blockquote', 'bulletList', 'listItem', 'taskList', 'panel', 'expand', 'table', 'hologram'])(
    'is read as deep ADF in little time, and its text is kept: %s',
    (type) => {
      let node: unknown = { type: 'text', text: 'deep' };
      for (let depth = 0; depth < N; depth++) node = { type, content: [node] };
      expect(quickly(() => adfToMarkdown({ type: 'doc', content: [node] }))).toContain('deep');
    },
  );

  it('gives a table no more than so many cells for spans that reach far', () => {
    const row = `<tr>${'<td colspan="1000" rowspan="1000">a</td>'.repeat(200)}</tr>`;
    expect(quickly(() => storageToMarkdown(`<table>${row.repeat(20)}</table>`)).length).toBeLessThan(500_000);
  });
});
