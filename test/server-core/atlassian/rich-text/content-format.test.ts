import { describe, expect, it } from 'vitest';
import { toStorage } from '../../../../server-core/atlassian/rich-text/content-format.ts';
import { InvalidArgumentsError } from '../../../../server-core/errors.ts';

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
    ['<p-value> is low', '<p>&lt;p-value&gt; is low</p>'],
    ['<!-- a --> text', '<p>&lt;!-- a --&gt; text</p>'],
    ['\\<p> is a tag', '<p>&lt;p&gt; is a tag</p>'],
    ['<b>never closed', '<p>&lt;b&gt;never closed</p>'],
    ['<->', '<p>&lt;-&gt;</p>'],
    ['', ''],
  ])('takes all else for Markdown: %s', (content, storage) => {
    expect(toStorage(content)).toBe(storage);
  });

  it.each([
    ['<p>Hello<br>World</p>', '<p>Hello<br />World</p>'],
    ['<hr><p>a</p><hr >', '<hr /><p>a</p><hr />'],
    ['<p><img src="a?b=1&c=2">R & D &amp; &eacute;</p>', '<p><img src="a?b=1&amp;c=2" />R &amp; D &amp; &eacute;</p>'],
    ['<p>a<br></br>b</p>', '<p>a<br></br>b</p>'],
  ])('closes what HTML leaves open, and escapes bare ampersands: %s', (content, storage) => {
    expect(toStorage(content)).toBe(storage);
  });

  it.each(['<p>a</p>tail', '<h1>T</h1>\n\nText with **stars** & more\n<p>b</p>', '<p>a</p> - by me'])(
    'takes text beside the blocks of storage for a part of it: %s',
    (content) => {
      expect(toStorage(content)).toBe(content.replace('&', '&amp;'));
    },
  );

  it.each([
    ['<p>never closed', 'line 1, column 1: <p> is never closed'],
    ['<p>a</p>\n<p>crossed <b>x</p></b>', 'line 2, column 16: </p> stands where </b> was expected'],
    ['<ul><li>a</li></ul></ul>', 'line 1, column 20: </ul> closes nothing'],
    ['<p>if a < b</p>', 'line 1, column 9: `< b</p>` is no tag: a < in text is &lt;'],
    ['<table border=1>\n</table>', 'line 1, column 1: the tag `<table border=1>` is not well-formed'],
    ['<ac:structured-macro', 'line 1, column 1: the tag `<ac:structured-macro` is not well-formed'],
    ['<!-- a --><h1>T</h2>', 'line 1, column 16: </h2> stands where </h1> was expected'],
    ['<p>a</p>\n\ntext\n\n## Title', 'line 5, column 1: Markdown stands outside of all elements'],
  ])('says where content breaks that begins as storage, rather than show its tags: %s', (content, problem) => {
    expect(() => toStorage(content)).toThrow(InvalidArgumentsError);
    expect(() => toStorage(content)).toThrow(problem);
  });

  it('takes <details> for the Markdown spelling of an expand', () => {
    expect(toStorage('<details>\n<summary>S</summary>\n\n**a**\n\n</details>')).toContain('ac:name="expand"');
  });
});
