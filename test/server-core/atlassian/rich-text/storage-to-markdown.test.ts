import { describe, expect, it } from 'vitest';
import { toStorage } from '../../../../server-core/atlassian/rich-text/content-format.ts';
import { markdownToAdf } from '../../../../server-core/atlassian/rich-text/markdown-to-adf.ts';
import { storageToMarkdown } from '../../../../server-core/atlassian/rich-text/storage-to-markdown.ts';

const macro = (name: string, inside = '') =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inside}</ac:structured-macro>`;
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const body = (blocks: string) => `<ac:rich-text-body>${blocks}</ac:rich-text-body>`;
const plainBody = (text: string) => `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body>`;

describe('storageToMarkdown', () => {
  it('reads headings, paragraphs, marks and breaks', () => {
    expect(
      storageToMarkdown(
        '<h1>T</h1>\n<p>a <strong>b </strong><em>c</em><br/>d <code>e|f</code> <del>g</del></p>\n<hr/>',
      ),
    ).toBe('# T\n\na **b** _c_\\\nd `e|f` ~~g~~\n\n---');
  });

  it('resolves the references of XHTML once, and those of CDATA never', () => {
    expect(storageToMarkdown('<p>&ldquo;a&rdquo;&nbsp;&amp;nbsp; &eacute; &hellip; &#8364; &nosuch;</p>')).toBe(
      '“a”\u00a0\\&nbsp; é … € \\&nosuch;',
    );
    expect(storageToMarkdown(macro('code', plainBody('a &amp; b &nbsp;')))).toBe('```\na &amp; b &nbsp;\n```');
  });

  it('keeps code exactly, with its language and a parted end of CDATA', () => {
    const text = plainBody('if (a < b && c) {\n\n  x = "]]]]><![CDATA[>";\n}');
    expect(storageToMarkdown(macro('code', parameter('language', 'ts') + parameter('title', '') + text))).toBe(
      '```ts\nif (a < b && c) {\n\n  x = "]]>";\n}\n```',
    );
    expect(storageToMarkdown(macro('code', plainBody('```\nfence\n```')))).toBe('````\n```\nfence\n```\n````');
  });

  it('keeps links to pages, with and without a text, a space or an anchor', () => {
    const page = '<ri:page ri:content-title="My / Page" ri:space-key="DEV" />';
    expect(
      storageToMarkdown(
        `<p><ac:link ac:anchor="top">${page}<ac:plain-text-link-body><![CDATA[the <page>]]></ac:plain-text-link-body></ac:link></p>`,
      ),
    ).toBe('[the \\<page>](page:DEV/My%20%2F%20Page#top)');
    expect(storageToMarkdown('<p><ac:link><ri:page ri:content-title="A" /></ac:link></p>')).toBe('[A](page:A)');
    expect(
      storageToMarkdown(`<p><ac:link>${page}<ac:link-body>a <strong>b</strong></ac:link-body></ac:link></p>`),
    ).toBe('[a **b**](page:DEV/My%20%2F%20Page)');
  });

  it('keeps links to files, posts, spaces, content and places', () => {
    const link = (resource: string, attributes = '') =>
      storageToMarkdown(`<p><ac:link${attributes}>${resource}</ac:link></p>`);
    expect(link('<ri:attachment ri:filename="a b.pdf" />')).toBe('[a b.pdf](attachment:a%20b.pdf)');
    expect(
      link('<ri:attachment ri:filename="f"><ri:page ri:content-title="P" ri:space-key="S" /></ri:attachment>'),
    ).toBe('[f](attachment:S/P/f)');
    expect(link('<ri:blog-post ri:content-title="News" ri:posting-day="2026/05/01" />')).toBe(
      '[News](blog:2026-05-01/News)',
    );
    expect(link('<ri:space ri:space-key="DEV" />')).toBe('[DEV](space:DEV)');
    expect(link('<ri:content-entity ri:content-id="123" />')).toBe('[123](content:123)');
    expect(link('', ' ac:anchor="here"')).toBe('[here](#here)');
  });

  it('keeps mentions of Cloud and of Data Center users', () => {
    expect(storageToMarkdown('<p><ac:link><ri:user ri:account-id="712020:a-b" /></ac:link></p>')).toBe(
      '[@712020:a-b](accountid:712020:a-b)',
    );
    expect(
      storageToMarkdown('<p><ac:link><ri:user ri:userkey="8a7f" /><ac:link-body>Ann</ac:link-body></ac:link></p>'),
    ).toBe('[@Ann](userkey:8a7f)');
    expect(storageToMarkdown('<p><ac:link><ri:user ri:username="ann" /></ac:link></p>')).toBe('[@ann](username:ann)');
  });

  it('keeps images and attachments with their description', () => {
    expect(
      storageToMarkdown('<ac:image ac:alt="a pic"><ri:url ri:value="https://example.com/i.png" /></ac:image>'),
    ).toBe('![a pic](https://example.com/i.png)');
    expect(
      storageToMarkdown(
        '<p><a href="https://example.com"><ac:image><ri:attachment ri:filename="p q.png" /><ac:caption><p>Fig.</p></ac:caption></ac:image></a></p>',
      ),
    ).toBe('[![](attachment:p%20q.png "Fig.")](https://example.com)');
  });

  it('makes alerts of panels, old and new, and <details> of expands', () => {
    expect(storageToMarkdown(macro('warning', parameter('title', 'Mind') + body('<p>a</p><ul><li>b</li></ul>')))).toBe(
      '> [!WARNING] Mind\n>\n> a\n>\n> - b',
    );
    expect(storageToMarkdown(macro('panel', body('<p>a</p>')))).toBe('> [!PANEL]\n>\n> a');
    const fresh =
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">success</ac:adf-attribute><ac:adf-content><p>ok</p></ac:adf-content></ac:adf-node><ac:adf-fallback><p>old</p></ac:adf-fallback></ac:adf-extension>';
    expect(storageToMarkdown(fresh)).toBe('> [!SUCCESS]\n>\n> ok');
    expect(storageToMarkdown(macro('expand', parameter('title', 'More') + body('<p>a</p>')))).toBe(
      '<details>\n<summary>More</summary>\n\na\n\n</details>',
    );
  });

  it('keeps statuses, dates, emoji and cards', () => {
    const status = macro('status', parameter('colour', 'Blue') + parameter('title', 'In progress'));
    expect(
      storageToMarkdown(
        `<p>${status} <time datetime="2026-05-01" /> <ac:emoticon ac:name="blue-star" ac:emoji-shortname=":tada:" /></p>`,
      ),
    ).toBe('[In progress](status:blue) [2026-05-01](date:2026-05-01) :tada:');
    expect(
      storageToMarkdown(
        '<p><a href="https://example.com/A" data-card-appearance="inline">https://example.com/A</a></p>',
      ),
    ).toBe('<https://example.com/A>');
  });

  it('reads task lists, nested ones too', () => {
    const task = (status: string, inside: string) =>
      `<ac:task><ac:task-id>1</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">${inside}</span></ac:task-body></ac:task>`;
    expect(
      storageToMarkdown(
        `<ac:task-list>${task('complete', 'a')}<ac:task-list>${task('incomplete', 'b')}</ac:task-list></ac:task-list>`,
      ),
    ).toBe('- [x] a\n  - [ ] b');
  });

  it('reads nested lists, also where a list is not inside of an item', () => {
    expect(
      storageToMarkdown('<ol start="3"><li>a<ul><li><p>b</p></li></ul></li><ul><li>c</li></ul><li>d</li></ol>'),
    ).toBe('3. a\n\n   - b\n\n   * c\n4. d');
  });

  it('reads tables with blocks in their cells, joined cells and a head', () => {
    expect(
      storageToMarkdown(
        '<table><thead><tr><th><p>A</p></th><th>B|C</th></tr></thead><tbody><tr><td><p>x</p><p>y</p></td><td><ul><li>l</li></ul></td></tr><tr><td colspan="2">w</td></tr></tbody></table>',
      ),
    ).toBe('| A | B\\|C |\n| --- | --- |\n| x<br>y | • l |\n| w |  |');
  });

  it('keeps every macro that it does not know, with parameters and body (lesson 12)', () => {
    expect(storageToMarkdown(macro('toc', parameter('maxLevel', '3')))).toBe('[toc](macro:toc?maxLevel=3)');
    expect(storageToMarkdown(`<p>see ${macro('jira', parameter('key', 'PROJ-1'))}</p>`)).toBe(
      'see [PROJ-1](macro:jira?key=PROJ-1)',
    );
    expect(storageToMarkdown(macro('jira', parameter('jqlQuery', 'project = X')))).toBe(
      '[project = X](macro:jira?jqlQuery=project%20%3D%20X)',
    );
    expect(storageToMarkdown(macro('excerpt', body('<p>a <em>b</em></p>')))).toBe('> [!MACRO] excerpt\n>\n> a _b_');
    expect(storageToMarkdown(macro('plantuml', plainBody('a -> b')))).toBe(
      '> [!TEXT-MACRO] plantuml\n>\n> ```\n> a -> b\n> ```',
    );
    expect(
      storageToMarkdown(macro('include', parameter('', '<ac:link><ri:page ri:content-title="A" /></ac:link>'))),
    ).toBe('[include](macro:include?=page%3AA)');
  });

  it('keeps macros that Markdown knows, given what it cannot say, as it keeps those that it does not know', () => {
    const code = macro('code', parameter('language', 'ts') + parameter('title', 'a b.ts') + plainBody('x'));
    expect(storageToMarkdown(code)).toBe('> [!TEXT-MACRO] code?language=ts&title=a%20b.ts\n>\n> ```ts\n> x\n> ```');
    expect(storageToMarkdown(macro('info', parameter('icon', 'false') + body('<p>a</p>')))).toBe(
      '> [!MACRO] info?icon=false\n>\n> a',
    );
    expect(
      storageToMarkdown(`<p>${macro('status', parameter('title', 'Done') + parameter('subtle', 'true'))}</p>`),
    ).toBe('[Done](macro:status?title=Done&subtle=true)');
  });

  it.each([
    [
      'code',
      parameter('language', 'ts') +
        parameter('linenumbers', 'true') +
        parameter('title', 'T &amp; U') +
        plainBody('x\n\ny'),
    ],
    ['code', parameter('title', 'T') + plainBody('')],
    ['code', parameter('language', 'html/xml') + plainBody('<a>')],
    ['noformat', parameter('nopanel', 'true') + plainBody('```\nx\n```')],
    ['panel', parameter('bgColor', '#fff') + parameter('title', 'T') + body('<p>a</p><ul><li><p>b</p></li></ul>')],
    ['info', parameter('icon', 'false') + parameter('title', 'T') + body('<p>a</p>')],
    [
      'expand',
      parameter('title', 'T') +
        parameter('expanded', 'true') +
        body(macro('code', parameter('title', 'U') + plainBody('x'))),
    ],
  ])('gives a macro back with all that it is given: %s %s', (name, inside) => {
    const storage = macro(name, inside);
    expect(toStorage(storageToMarkdown(storage))).toBe(storage);
  });

  it('gives a status back with all that it is given', () => {
    const status = macro(
      'status',
      parameter('title', 'Done') + parameter('colour', 'Green') + parameter('subtle', 'true'),
    );
    expect(toStorage(storageToMarkdown(`<p>a ${status}</p>`))).toBe(`<p>a ${status}</p>`);
  });

  it('shows a macro in a cell as its title and its body', () => {
    const cell = (inside: string) => storageToMarkdown(`<table><tr><th>h</th></tr><tr><td>${inside}</td></tr></table>`);
    expect(cell(macro('code', parameter('title', 'a.ts') + plainBody('x\ny')))).toContain('| **a.ts**<br>`x`<br>`y` |');
    expect(cell(macro('excerpt', body('<p>a</p>')))).toContain('| **excerpt**<br>a |');
  });

  it('keeps the text that an inline comment is about marked', () => {
    const marker = (inside: string) => `<ac:inline-comment-marker ac:ref="8a-b">${inside}</ac:inline-comment-marker>`;
    const page = `<p>a ${marker('b <strong>c</strong>')} <strong>${marker('d')}</strong></p><h1>${marker('e')}</h1>`;
    expect(storageToMarkdown(page)).toContain('a [b **c**](comment:8a-b) ');
    expect(toStorage(storageToMarkdown(page))).toBe(
      `<p>a ${marker('b <strong>c</strong>')} ${marker('<strong>d</strong>')}</p><h1>${marker('e')}</h1>`,
    );
    const link = '<a href="https://example.com">there</a>';
    expect(toStorage(storageToMarkdown(`<p>${marker(`see ${link}`)}</p>`))).toBe(`<p>${marker('see')} ${link}</p>`);
    expect(markdownToAdf('[b](comment:8a-b)').content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'b' }] },
    ]);
  });

  it.each([100, 1990, 3000])('keeps a link that shows its address, of %d characters', (length) => {
    const address = `https://example.com/${'a'.repeat(length)}`;
    const storage = `<p><a href="${address}">${address}</a></p>`;
    expect(toStorage(storageToMarkdown(storage))).toBe(storage);
  });

  it('keeps macros and pictures apart that stand between paragraphs, and together in one', () => {
    const pair = `${macro('toc')}\n${macro('children')}`;
    expect(storageToMarkdown(pair)).toBe('[toc](macro:toc)\n\n[children](macro:children)');
    expect(storageToMarkdown(`<p>${pair}</p>`)).toBe('[toc](macro:toc) [children](macro:children)');
  });

  it('reads the columns of a layout one after the other', () => {
    expect(
      storageToMarkdown(
        '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell>b</ac:layout-cell></ac:layout-section></ac:layout>',
      ),
    ).toBe('a\n\nb');
  });

  it('reads what is not well-formed as far as it makes sense', () => {
    expect(storageToMarkdown('<p>a <b>b</p><p>c & d < e')).toContain('a **b**');
    expect(storageToMarkdown('plain')).toBe('plain');
    expect(storageToMarkdown('<p>a<br>b</p><p>c</p>')).toBe('a\\\nb\n\nc');
    expect(storageToMarkdown('</p>]]><')).toBeTypeOf('string');
  });
});
