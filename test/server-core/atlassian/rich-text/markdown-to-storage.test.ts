import { describe, expect, it } from 'vitest';
import { markdownToStorage } from '../../../../server-core/atlassian/rich-text/markdown-to-storage.ts';

describe('markdownToStorage', () => {
  it('makes a paragraph of plain text and nothing of none', () => {
    expect(markdownToStorage('a & b < c')).toBe('<p>a &amp; b &lt; c</p>');
    expect(markdownToStorage(' \n ')).toBe('');
  });

  it('nests marks and escapes HTML', () => {
    expect(markdownToStorage('**a _b_** `<c>` ~~d~~ <b onclick="x()">e</b><br>f')).toBe(
      '<p><strong>a <em>b</em></strong> <code>&lt;c&gt;</code> <del>d</del> &lt;b onclick="x()"&gt;e&lt;/b&gt;<br />f</p>',
    );
  });

  it('makes headings, rules, quotes and lists that nest', () => {
    expect(markdownToStorage('## a\n\n---\n\n> b\n\n2. c\n   - d')).toBe(
      '<h2>a</h2><hr /><blockquote><p>b</p></blockquote><ol start="2"><li><p>c</p><ul><li><p>d</p></li></ul></li></ol>',
    );
  });

  it('makes a code macro of a fence, and parts what would end its CDATA', () => {
    expect(markdownToStorage('```ts\nif (a < b) x = "]]>";\n```')).toBe(
      '<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">ts</ac:parameter>' +
        '<ac:plain-text-body><![CDATA[if (a < b) x = "]]]]><![CDATA[>";]]></ac:plain-text-body></ac:structured-macro>',
    );
  });

  it('makes task lists of boxes, and parts a list that mixes them with other items', () => {
    expect(markdownToStorage('- [x] a\n  - [ ] b\n- c')).toBe(
      '<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>a' +
        '<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>b</ac:task-body></ac:task></ac:task-list>' +
        '</ac:task-body></ac:task></ac:task-list><ul><li><p>c</p></li></ul>',
    );
  });

  it('makes a table with a header row', () => {
    expect(markdownToStorage('| a |\n|---|\n| **b** |\n|  |')).toBe(
      '<table><tbody><tr><th><p>a</p></th></tr><tr><td><p><strong>b</strong></p></td></tr><tr><td><p /></td></tr></tbody></table>',
    );
  });

  it('makes links to pages, files, people and places of their spellings', () => {
    expect(markdownToStorage('[t](page:DEV/My%20Page#top) [@a](accountid:1:b) [f](attachment:a%20b.pdf) [h](#h)')).toBe(
      '<p><ac:link ac:anchor="top"><ri:page ri:space-key="DEV" ri:content-title="My Page" /><ac:link-body>t</ac:link-body></ac:link> ' +
        '<ac:link><ri:user ri:account-id="1:b" /></ac:link> ' +
        '<ac:link><ri:attachment ri:filename="a b.pdf" /><ac:link-body>f</ac:link-body></ac:link> ' +
        '<ac:link ac:anchor="h"><ac:link-body>h</ac:link-body></ac:link></p>',
    );
  });

  it('makes images of addresses and of attachments', () => {
    expect(markdownToStorage('![a "b"](https://example.com/i.png?a=1&b=2)\n\nx ![](attachment:p.png)')).toBe(
      '<ac:image ac:alt="a &quot;b&quot;"><ri:url ri:value="https://example.com/i.png?a=1&amp;b=2" /></ac:image>' +
        '<p>x <ac:image><ri:attachment ri:filename="p.png" /></ac:image></p>',
    );
  });

  it('makes macros of panels, expands, statuses and macro calls', () => {
    const macro = (name: string, inside: string) =>
      `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inside}</ac:structured-macro>`;
    const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
    const body = (blocks: string) => `<ac:rich-text-body>${blocks}</ac:rich-text-body>`;
    expect(markdownToStorage('> [!TIP] T & U\n> a')).toBe(
      macro('tip', parameter('title', 'T &amp; U') + body('<p>a</p>')),
    );
    expect(markdownToStorage('<details>\n<summary>S</summary>\n\na\n\n</details>')).toBe(
      macro('expand', parameter('title', 'S') + body('<p>a</p>')),
    );
    expect(markdownToStorage('[OK](status:green)')).toBe(
      `<p>${macro('status', parameter('title', 'OK') + parameter('colour', 'Green'))}</p>`,
    );
    expect(markdownToStorage('[x](macro:include?=page%3ADEV%2FA)')).toBe(
      macro('include', parameter('', '<ac:link><ri:page ri:space-key="DEV" ri:content-title="A" /></ac:link>')),
    );
    expect(markdownToStorage('> [!MACRO] excerpt?hidden=true\n>\n> a')).toBe(
      macro('excerpt', parameter('hidden', 'true') + body('<p>a</p>')),
    );
    expect(markdownToStorage('> [!TEXT-MACRO] plantuml\n>\n> ```\n> a -> b\n> ```')).toBe(
      macro('plantuml', '<ac:plain-text-body><![CDATA[a -> b]]></ac:plain-text-body>'),
    );
  });

  it('leaves out characters that XML cannot hold', () => {
    expect(markdownToStorage('a\0b\u001bc\ud800d &#0; &#xFFFE;')).toBe('<p>abc\ufffdd \ufffd \ufffd</p>');
  });
});
