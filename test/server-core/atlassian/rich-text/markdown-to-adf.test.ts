import { describe, expect, it } from 'vitest';
import type { AdfNode } from '../../../../server-core/atlassian/rich-text/adf-document.ts';
import { markdownToAdf } from '../../../../server-core/atlassian/rich-text/markdown-to-adf.ts';
import { adfSchemaErrors, hasAdfSchema } from './adf-schema.ts';

/** A short way to write what is expected: `p('a')` for a paragraph of text. */
const text = (value: string, ...marks: string[]): AdfNode =>
  marks.length === 0
    ? { type: 'text', text: value }
    : { type: 'text', text: value, marks: marks.map((type) => ({ type })) };
const p = (...content: (AdfNode | string)[]): AdfNode => ({
  type: 'paragraph',
  content: content.map((one) => (typeof one === 'string' ? text(one) : one)),
});
const item = (...content: AdfNode[]): AdfNode => ({ type: 'listItem', content });
const contentOf = (markdown: string) => markdownToAdf(markdown).content;
const typesOf = (markdown: string) => contentOf(markdown).map(({ type }) => type);

describe('markdownToAdf', () => {
  it('gives an empty document for no text', () => {
    expect(markdownToAdf('')).toEqual({ version: 1, type: 'doc', content: [] });
  });

  it('keeps marks inside of marks, and code apart from all but links (lesson 3)', () => {
    expect(contentOf('**a _b_** ~~c~~')).toEqual([
      p(text('a ', 'strong'), text('b', 'strong', 'em'), ' ', text('c', 'strike')),
    ]);
    const marks = [{ type: 'link', attrs: { href: 'https://example.com' } }, { type: 'code' }];
    expect(contentOf('**a** [**`b`**](https://example.com)')).toEqual([
      p(text('a', 'strong'), ' ', { type: 'text', text: 'b', marks }),
    ]);
  });

  it('makes hard breaks of two blanks, a backslash or <br>, and one line of soft ends', () => {
    const twoLines = [p('a', { type: 'hardBreak' }, 'b')];
    expect(contentOf('a  \nb')).toEqual(twoLines);
    expect(contentOf('a\\\nb')).toEqual(twoLines);
    expect(contentOf('a<br>b')).toEqual(twoLines);
    expect(contentOf('a\nb')).toEqual([p('a b')]);
  });

  it('nests lists of both kinds and keeps the first number', () => {
    expect(contentOf('3. a\n   - b\n     1. c\n4. d')).toEqual([
      {
        type: 'orderedList',
        attrs: { order: 3 },
        content: [
          item(p('a'), {
            type: 'bulletList',
            content: [item(p('b'), { type: 'orderedList', content: [item(p('c'))] })],
          }),
          item(p('d')),
        ],
      },
    ]);
  });

  it('makes nested task lists of boxes (lesson 4)', () => {
    expect(contentOf('- [ ] a\n  - [x] b\n- [x] c')).toEqual([
      {
        type: 'taskList',
        attrs: { localId: 'local-1' },
        content: [
          { type: 'taskItem', attrs: { localId: 'local-2', state: 'TODO' }, content: [text('a')] },
          {
            type: 'taskList',
            attrs: { localId: 'local-3' },
            content: [{ type: 'taskItem', attrs: { localId: 'local-4', state: 'DONE' }, content: [text('b')] }],
          },
          { type: 'taskItem', attrs: { localId: 'local-5', state: 'DONE' }, content: [text('c')] },
        ],
      },
    ]);
  });

  it('parts a list that mixes tasks with other items, in order, and goes on counting', () => {
    expect(typesOf('- a\n- [ ] b\n- c')).toEqual(['bulletList', 'taskList', 'bulletList']);
    expect(contentOf('1. a\n2. [ ] b\n3. c')[2]).toEqual({
      type: 'orderedList',
      attrs: { order: 3 },
      content: [item(p('c'))],
    });
  });

  it('parts a list around a table in an item, since ADF has none there', () => {
    const nodes = contentOf('1. a\n\n   | h |\n   |---|\n   | c |\n2. b');
    expect(nodes.map(({ type }) => type)).toEqual(['orderedList', 'table', 'orderedList']);
    expect(nodes[2]?.attrs).toEqual({ order: 2 });
  });

  it('makes a bold line of a heading where ADF has none', () => {
    expect(contentOf('> # a')).toEqual([{ type: 'blockquote', content: [p(text('a', 'strong'))] }]);
    expect(contentOf('- # a')).toEqual([{ type: 'bulletList', content: [item(p(text('a', 'strong')))] }]);
  });

  it('makes a panel of a GitHub alert, with its title as a bold line', () => {
    expect(contentOf('> [!WARNING] Mind\n> the gap')).toEqual([
      { type: 'panel', attrs: { panelType: 'warning' }, content: [p(text('Mind', 'strong')), p('the gap')] },
    ]);
    expect(contentOf('> [!IMPORTANT]\n> a')[0]?.attrs).toEqual({ panelType: 'note' });
    expect(typesOf('> \\[!INFO]\n> a')).toEqual(['blockquote']);
  });

  it('makes an expand of <details>, and a nested one inside of it', () => {
    const inner = '<details>\n<summary>In</summary>\n\nb\n\n</details>';
    expect(contentOf(`<details>\n<summary>A &amp; B</summary>\n\na\n\n${inner}\n\n</details>`)).toEqual([
      {
        type: 'expand',
        attrs: { title: 'A & B' },
        content: [p('a'), { type: 'nestedExpand', attrs: { title: 'In' }, content: [p('b')] }],
      },
    ]);
    expect(contentOf('<details><summary>T</summary>one **block**</details>')).toEqual([
      { type: 'expand', attrs: { title: 'T' }, content: [p('one ', text('block', 'strong'))] },
    ]);
  });

  it('leaves a <details> without its end as text', () => {
    expect(JSON.stringify(contentOf('<details>\n\na'))).toContain('<details>');
  });

  it('makes mentions, statuses, dates, emoji and cards of their spellings', () => {
    const [paragraph] = contentOf(
      '[@Ann](accountid:712020:a-b) [DONE](status:green) [x](date:2026-05-01) :tada: <https://example.com/A-1>',
    );
    expect(paragraph?.content?.filter(({ type }) => type !== 'text')).toEqual([
      { type: 'mention', attrs: { id: '712020:a-b', text: '@Ann' } },
      { type: 'status', attrs: { text: 'DONE', color: 'green' } },
      { type: 'date', attrs: { timestamp: String(Date.UTC(2026, 4, 1)) } },
      { type: 'emoji', attrs: { shortName: ':tada:' } },
      { type: 'inlineCard', attrs: { url: 'https://example.com/A-1' } },
    ]);
  });

  it('sees no emoji in times, in namespaces or behind a backslash', () => {
    expect(contentOf('12:30:45 std::string::npos \\:tada:')).toEqual([p('12:30:45 std::string::npos :tada:')]);
  });

  it('makes a picture of an image alone, and a link of one in a line', () => {
    expect(contentOf('![shot](https://example.com/i.png "A title")')).toEqual([
      {
        type: 'mediaSingle',
        attrs: { layout: 'center' },
        content: [
          { type: 'media', attrs: { type: 'external', url: 'https://example.com/i.png', alt: 'shot' } },
          { type: 'caption', content: [text('A title')] },
        ],
      },
    ]);
    expect(contentOf('see ![shot](https://example.com/i.png)')).toEqual([
      p('see ', {
        type: 'text',
        text: 'shot',
        marks: [{ type: 'link', attrs: { href: 'https://example.com/i.png' } }],
      }),
    ]);
  });

  it('makes header cells of the first row of a table and marks inside of cells', () => {
    const [table] = contentOf('| a | b |\n|:--|--:|\n| `x\\|y` | **z** |');
    expect(table?.content?.map(({ content }) => content?.map(({ type }) => type))).toEqual([
      ['tableHeader', 'tableHeader'],
      ['tableCell', 'tableCell'],
    ]);
    expect(JSON.stringify(table)).toContain('"x|y"');
  });

  it('shows HTML as text and resolves character references once', () => {
    expect(contentOf('<script>alert(1)</script>')).toEqual([p('<script>alert(1)</script>')]);
    expect(contentOf('a <b>c</b> &lt;d&gt; &amp;lt; &copy; &#x41; &nosuch;')).toEqual([
      p('a <b>c</b> <d> &lt; © A &nosuch;'),
    ]);
  });

  it.each([
    ['a\\n\\nb', 'a\n\nb'],
    ['a\\r\\n\\r\\nb', 'a\n\nb'],
    ['Steps:\\n1. Open it\\n2. Close it', 'Steps:\n1. Open it\n2. Close it'],
    ['# Title\\nText\\n- item\\n- item', '# Title\nText\n- item\n- item'],
    ['Run\\n```\\nls\\n```', 'Run\n```\nls\n```'],
    ['|a|b|\\n|-|-|\\n|1|2|', '|a|b|\n|-|-|\n|1|2|'],
    ['It **works.**\\nOr so it seems', 'It **works.**\nOr so it seems'],
    ['First.\\n**Second** (see below).\\nThird', 'First.\n**Second** (see below).\nThird'],
    ['Done.\\n', 'Done.'],
    ['See C:\\new\\notes and \\\\srv\\news, then:\\n- go', 'See C:\\new\\notes and \\\\srv\\news, then:\n- go'],
  ])('takes a literal \\n for a line end where only a line end would stand: %s', (escaped, markdown) => {
    expect(contentOf(escaped)).toEqual(contentOf(markdown));
  });

  it.each([
    'Ask CORP\\nsmith about it',
    'Ask CORP\\nsmith. Then wait!',
    'UNC \\\\srv\\news',
    'regex \\d+\\n',
    'regex \\d.\\n|\\s\\n* and \\n+',
    'split at \\n\\n, or at "\\n\\n"',
    'cd .\\news or ..\\nodes',
    'C:\\new\\notes',
    'a\\nb',
  ])('leaves a literal \\n in text that may be about one: %s (lesson 5)', (plain) => {
    expect(contentOf(plain)).toEqual([p(plain.replace('\\\\srv', '\\srv'))]);
  });

  it('leaves a literal \\n in code, and in a text that has real line ends', () => {
    expect(contentOf('`a.\\n\\nb`')).toEqual([p(text('a.\\n\\nb', 'code'))]);
    expect(contentOf('a\\n\\nb\n\nc')).toEqual([p('a\\n\\nb'), p('c')]);
  });

  it.skipIf(!hasAdfSchema)('gives valid ADF for whatever nests in whatever', () => {
    const leaves = [
      'text',
      '# h',
      '```js\ncode\n```',
      '---',
      '| a |\n|---|\n| b |',
      '![i](https://example.com/i.png)',
      '- [ ] t',
      '[toc](macro:toc)',
      '> q',
      '> [!NOTE]\n> n',
      '<div>raw</div>',
    ];
    const wraps = [
      (inner: string) => inner.replace(/^/gm, '> '),
      (inner: string) => `> [!INFO]\n>\n${inner.replace(/^/gm, '> ')}`,
      (inner: string) => `> [!MACRO] excerpt\n>\n${inner.replace(/^/gm, '> ')}`,
      (inner: string) => `- ${inner.replaceAll('\n', '\n  ')}`,
      (inner: string) => `1. [ ] x\n\n   ${inner.replaceAll('\n', '\n   ')}`,
      (inner: string) => `<details>\n<summary>s</summary>\n\n${inner}\n\n</details>`,
    ];
    for (const leaf of leaves) {
      for (const inner of wraps)
        for (const outer of wraps) expect(adfSchemaErrors(markdownToAdf(outer(inner(leaf))))).toEqual([]);
    }
  });
});
