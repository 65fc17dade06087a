import { describe, expect, it } from 'vitest';
import { adfToMarkdown } from './adf-to-markdown.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const p = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (value: string, ...marks: string[]) => ({
  type: 'text',
  text: value,
  marks: marks.map((type) => ({ type })),
});
const cell = (type: string, ...content: unknown[]) => ({ type, content });

describe('adfToMarkdown', () => {
  it('gives nothing for nothing', () => {
    expect(adfToMarkdown(null)).toBe('');
    expect(adfToMarkdown(undefined)).toBe('');
    expect(adfToMarkdown(doc())).toBe('');
  });

  it('shows mentions, emoji, statuses, dates and cards as Markdown that is read back', () => {
    const line = p(
      { type: 'mention', attrs: { id: '712020:a-b', text: '@Ann Lee' } },
      text(' '),
      { type: 'emoji', attrs: { shortName: ':tada:', text: '🎉' } },
      text(' '),
      { type: 'status', attrs: { text: 'In progress', color: 'blue' } },
      text(' '),
      { type: 'date', attrs: { timestamp: String(Date.UTC(2026, 4, 1)) } },
      text(' '),
      { type: 'inlineCard', attrs: { url: 'https://example.com/A-1' } },
    );
    expect(adfToMarkdown(doc(line))).toBe(
      '[@Ann Lee](accountid:712020:a-b) :tada: [In progress](status:blue) [2026-05-01](date:2026-05-01) <https://example.com/A-1>',
    );
  });

  it('puts blanks outside of marks, and uses a star for emphasis inside of a word', () => {
    expect(adfToMarkdown(doc(p(text('a '), text('b ', 'strong'), text('c', 'strong', 'em'), text('d'))))).toBe(
      'a **b _c_**&#100;',
    );
    expect(adfToMarkdown(doc(p(text('un'), text('believ', 'em'), text('able'))))).toBe('un*believ*able');
  });

  it('writes a letter as a reference where a delimiter could not close beside it', () => {
    expect(adfToMarkdown(doc(p(text('「重要」', 'strong'), text('です'))))).toBe('**「重要」**&#12391;す');
  });

  it('escapes what would be read as Markdown, and no more', () => {
    const cases: Record<string, string> = {
      '# a': '\\# a',
      '1. a': '1\\. a',
      '- a': '\\- a',
      '-5 degrees': '-5 degrees',
      'snake_case 5 * 3 a_': 'snake_case 5 * 3 a\\_',
      '[PROJ-1] done': '\\[PROJ-1] done',
      'see [PROJ-1]': 'see [PROJ-1]',
      'x[a](b)': 'x[a\\](b)',
      '<b> 1 < 2 &amp; & co': '\\<b> 1 < 2 \\&amp; & co',
      'C:\\Users\\new': 'C:\\Users\\\\new',
      'https://example.com/a_b?c=d a@b.de': 'https://example.com/a_b?c=d a@b.de',
      ':tada:': '\\:tada:',
      '| a |': '\\| a |',
    };
    for (const [plain, markdown] of Object.entries(cases)) expect(adfToMarkdown(doc(p(text(plain))))).toBe(markdown);
  });

  it('ends with a line end where a literal \\n would be taken for one', () => {
    expect(adfToMarkdown(doc(p(text('a`\\n\\nb', 'code'))))).toBe('``a`\\n\\nb``\n');
  });

  it('shows line ends inside of text as breaks', () => {
    expect(adfToMarkdown(doc(p(text('a\nb'))))).toBe('a\\\nb');
  });

  it('makes alerts of panels and <details> of expands', () => {
    const panel = { type: 'panel', attrs: { panelType: 'error' }, content: [p(text('a')), p(text('b'))] };
    expect(adfToMarkdown(doc(panel))).toBe('> [!ERROR]\n>\n> a\n>\n> b');
    const expand = { type: 'expand', attrs: { title: 'A < B' }, content: [p(text('a'))] };
    expect(adfToMarkdown(doc(expand))).toBe('<details>\n<summary>A &lt; B</summary>\n\na\n\n</details>');
  });

  it('makes one line of what a table cell holds, and a header row without words where there is none', () => {
    const list = { type: 'bulletList', content: [cell('listItem', p(text('x'))), cell('listItem', p(text('y|z')))] };
    const table = {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableCell', p(text('a')), p(text('b'))), cell('tableCell', list)] },
      ],
    };
    expect(adfToMarkdown(doc(table))).toBe('|  |  |\n| --- | --- |\n| a<br>b | • x<br>• y\\|z |');
  });

  it('keeps columns in place beside cells that reach over several', () => {
    const wide = { type: 'tableHeader', attrs: { colspan: 2 }, content: [p(text('w'))] };
    const high = { type: 'tableCell', attrs: { rowspan: 2 }, content: [p(text('h'))] };
    const rows = [[wide], [high, cell('tableCell', p(text('1')))], [cell('tableCell', p(text('2')))]];
    const table = { type: 'table', content: rows.map((content) => ({ type: 'tableRow', content })) };
    expect(adfToMarkdown(doc(table))).toBe('| w |  |\n| --- | --- |\n| h | 1 |\n|  | 2 |');
  });

  it('keeps two lists apart that stand one after the other', () => {
    const list = (value: string) => ({ type: 'bulletList', content: [cell('listItem', p(text(value)))] });
    expect(adfToMarkdown(doc(list('a'), list('b'), list('c')))).toBe('- a\n\n* b\n\n- c');
  });

  it('shows files by their id, with caption and link', () => {
    const media = { type: 'media', attrs: { type: 'file', id: 'ab-1', collection: 'c 1', alt: 'shot' } };
    const caption = { type: 'caption', content: [text('Fig. "1"')] };
    const link = { type: 'link', attrs: { href: 'https://example.com' } };
    expect(adfToMarkdown(doc({ type: 'mediaSingle', marks: [link], content: [media, caption] }))).toBe(
      '[![shot](media:ab-1/c%201 "Fig. &#34;1&#34;")](https://example.com)',
    );
  });

  it('shows decisions, layouts, macros and extensions', () => {
    const decision = { type: 'decisionList', content: [{ type: 'decisionItem', content: [text('go')] }] };
    const column = (value: string) => ({ type: 'layoutColumn', content: [p(text(value))] });
    const excerpt = {
      type: 'bodiedExtension',
      attrs: {
        extensionType: 'com.atlassian.confluence.macro.core',
        extensionKey: 'excerpt',
        parameters: { macroParams: { hidden: { value: 'true' } } },
      },
      content: [p(text('body'))],
    };
    const forge = { type: 'extension', attrs: { extensionType: 'com.example', extensionKey: 'forge' } };
    expect(
      adfToMarkdown(doc(decision, { type: 'layoutSection', content: [column('l'), column('r')] }, excerpt, forge)),
    ).toBe('> [!DECISION]\n>\n> - go\n\nl\n\nr\n\n> [!MACRO] excerpt?hidden=true\n>\n> body\n\n\\[extension forge]');
  });

  it('keeps what unknown nodes hold, and names those that hold nothing', () => {
    expect(adfToMarkdown(doc({ type: 'hologram', content: [p(text('seen'))] }, { type: 'hologram' }))).toBe(
      'seen\n\n\\[hologram]',
    );
    expect(adfToMarkdown(doc(p(text('a '), { type: 'hologram' })))).toBe('a [hologram]');
  });
});
