import { describe, expect, it } from 'vitest';
import { markdownToWiki } from '../../../../server-core/atlassian/rich-text/markdown-to-wiki.ts';

describe('markdownToWiki', () => {
  it.each([
    ['# a', 'h1. a'],
    ['**a** *b* ~~c~~ <u>d</u> a**b**c `e_f`', '*a* _b_ -c- +d+ a{*}b{*}c {{e_f}}'],
    ['snake_case a * b 5-3 Hello! C:\\new', 'snake_case a * b 5-3 Hello! C:\\new'],
    ['\\*a\\* {b} [c] d|e \\- f \\# g', '\\*a\\* \\{b\\} \\[c\\] d\\|e - f # g'],
    ['\\# a', '\\# a'],
    ['h1. a', 'h1&#46; a'],
    [
      '{{a}} http:\\//a mailto\\:b a:\\) (flag)',
      '&#123;&#123;a&#125;&#125; http&#58;//a mailto&#58;b a&#58;) \\(flag)',
    ],
    ['a\\\\\\\\b', 'a&#92;\\b'],
    ['`{a}` [Hi\\! `a|b`](#c)', '{{&#123;a&#125;}} [Hi&#33; {{a&#124;b}}|#c]'],
    ['`C:\\a\\`', '{{C:\\a&#92;}}'],
    ['see https://a.b/c now', 'see https://a.b/c now'],
    ['[a\\|b](https://c.d/e|f)', '[a&#124;b|https://c.d/e%7Cf]'],
    ['<https://a.b>', '[https://a.b|https://a.b|smart-link]'],
    ['[@Ann](username:ann) [a](attachment:b%20c.pdf) [d](#e)', '[~ann] [a|^b c.pdf] [d|#e]'],
    ['[a](page:DEV/b)', 'a'],
    ['![a](attachment:b.png)', '!b.png|alt=a!'],
    ['[Done](status:green)', '*{color:#006644}\\[ Done \\]{color}*'],
    [':tick: (x)', '(/) \\(x)'],
    ['a\\\nb', 'a\nb'],
    ['> a', '{quote}\na\n{quote}'],
    ['```js\nx\n```', '{code:js}\nx\n{code}'],
    ['```\n{noformat}\n```', '{noformat}\n\\{noformat}\n{noformat}'],
    ['- [ ] a\n- [x] b', '* \\[ ] a\n* \\[x] b'],
    ['1. a\n   - b\n     1. c\n2. d', '# a\n#* b\n#*# c\n# d'],
    ['- a\n\n  ```\n  b\n  ```\n- c', '* a\n{noformat}\nb\n{noformat}\n* c'],
    ['| a |\n|---|\n| b<br>c |', '|| a ||\n| b \\\\ c |'],
    ['> [!INFO] T\n>\n> a', '{panel:title=T|bgColor=#deebff}\na\n{panel}'],
    ['<details>\n<summary>T</summary>\n\na\n\n</details>', '{panel:title=T|borderStyle=dotted}\na\n{panel}'],
  ])('writes %j', (markdown, wiki) => {
    expect(markdownToWiki(markdown)).toBe(wiki);
  });

  it('parts a list at what no item can hold', () => {
    expect(markdownToWiki('- a\n  - b\n\n    # c\n  - d\n- e')).toBe('* a\n** b\n\nh1. c\n\n* &#32;\n** d\n* e');
  });
});
