import { describe, expect, it } from 'vitest';
import { toStorage } from '../../../../server-core/atlassian/rich-text/content-format.ts';

describe('toStorage', () => {
  it.each([
    '<p>Hello</p>',
    ' <h1>T</h1>\n<p class="x">a &nbsp; <br/> b</p>\n',
    '<ul><li>a</li></ul><hr /><ac:task-list><ac:task><ac:task-body>**b**</ac:task-body></ac:task></ac:task-list>',
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[<p> if (a<b) ]]></ac:plain-text-body></ac:structured-macro>',
    '<!-- note --><p>a</p>',
    '<table><tbody><tr><td>a</td></tr></tbody></table>',
  ])('passes storage format through byte for byte: %s', (content) => {
    expect(toStorage(content)).toBe(content);
  });

  it.each([
    ['plain text', '<p>plain text</p>'],
    ['# T', '<h1>T</h1>'],
    ['<b>x</b> and **y** <i>z</i>', '<p>&lt;b&gt;x&lt;/b&gt; and <strong>y</strong> &lt;i&gt;z&lt;/i&gt;</p>'],
    [
      '<https://example.com>',
      '<p><a href="https://example.com" data-card-appearance="inline">https://example.com</a></p>',
    ],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<p>never closed', '<p>&lt;p&gt;never closed</p>'],
    ['<p>crossed <b></p></b>', '<p>&lt;p&gt;crossed &lt;b&gt;&lt;/p&gt;&lt;/b&gt;</p>'],
    ['<->', '<p>&lt;-&gt;</p>'],
    ['', ''],
  ])('takes all else for Markdown: %s', (content, storage) => {
    expect(toStorage(content)).toBe(storage);
  });

  it('takes <details> for the Markdown spelling of an expand', () => {
    expect(toStorage('<details>\n<summary>S</summary>\n\n**a**\n\n</details>')).toContain('ac:name="expand"');
  });
});
