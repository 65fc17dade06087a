import fc from 'fast-check';

const oddWords = String.raw`
a*b # - + 1. > | = == ~5 [x] [a]: ! < & &amp; : :: :no:yes: "q" （ C:\new \ ${'`'} _ * ~ --- a.b. <i> </u> ]]>`;

/** Words of all sorts, with the characters that mean something to Markdown, to XML or to our spellings. */
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('alpha', 'beta', 'snake_case', 'x', '1', '日本', 'über', '12:30:45', '🙂') },
  { weight: 3, arbitrary: fc.constantFrom(...oddWords.trim().split(/\s+/)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }).map((text) => text.replace(/[\s@]+/g, '')) },
);
const escapedWord = word.map((text) => text.replace(/[\\`*_{}[\]()#+\-.!<>&|~:=@/"]/g, '\\$&'));
const words = (least = 1) =>
  fc
    .array(fc.oneof(escapedWord, fc.constant(':smile:')), { minLength: least, maxLength: 4 })
    .map((all) => all.join(' '));
const glued = fc.array(escapedWord, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));

const code = fc.constantFrom(
  '`a`',
  '`` a`b ``',
  '`a|b`',
  '` `',
  '`a\\nb`',
  '`<b>&amp;`',
  '``` `` ```',
  '`*x*`',
  '`[y](z)`',
);
const href = fc.constantFrom(
  'https://example.com/a_b',
  '/rel',
  'page:DEV/My%20Page',
  'attachment:a.pdf',
  '<a b>',
  'https://x.y/(z)?a=1&b=2',
  '#top',
  'comment:8a-b',
  'https://x.y/a&amp;lt;b',
  'space:DEV',
  'content:12#a',
);
const atom = fc.constantFrom(
  '[@Ann Lee](accountid:712020:0a-b)',
  '[In *progress*](status:blue)',
  '[2026-05-01](date:2026-05-01)',
  '[toc](macro:toc?maxLevel=3)',
  '<https://example.com/card>',
  ':tada:',
  '![alt *text*](https://example.com/i.png)',
  '![p|c](attachment:p.png "A title")',
  '[![alt](https://example.com/i.png)](https://example.com)',
  '<br>',
  '<b>raw</b>',
  '&lt;i&gt;',
  '&nbsp;',
);

/** Inline Markdown on one line; `depth` bounds the marks inside marks. No link is in a link: its address would be left as text, which is read as a link. */
function inline(depth: number, inLink = false): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: words() },
    { weight: 1, arbitrary: code },
    { weight: inLink ? 0 : 2, arbitrary: atom },
  );
  if (depth === 0) return leaf;
  const inner = inline(depth - 1, inLink);
  const marked = fc
    .tuple(fc.constantFrom('**', '*', '_', '~~', '<u>', '<sub>', '<sup>'), inner)
    .map(([mark, text]) => `${mark}${text}${mark.replace('<', '</')}`);
  const link = fc
    .tuple(
      inline(depth - 1, true).filter((text) => !text.includes('``')),
      href,
    )
    .map(([text, to]) => `[${text}](${to})`);
  const part = fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 3, arbitrary: marked },
    { weight: inLink ? 0 : 1, arbitrary: link },
    { weight: 1, arbitrary: glued },
  );
  return fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', ' ', ''))
    .map(([parts, between]) => parts.join(between));
}

const line = inline(2);
const paragraph = fc
  .array(line, { minLength: 1, maxLength: 3 })
  .chain((lines) => fc.constantFrom('\n', '\\\n', '  \n').map((end) => lines.join(end)));
const heading = fc.tuple(fc.integer({ min: 1, max: 6 }), line).map(([level, text]) => `${'#'.repeat(level)} ${text}`);
const codeLine = fc.constantFrom(
  'let a = 1;',
  '  indented',
  '',
  '- no list',
  '> no quote',
  ']]>',
  '<b>&amp;',
  '~~~',
  'a\ttab',
  '# no heading',
  '|a|b|',
  ' ',
);
const fence = fc
  .tuple(fc.constantFrom('', 'js', 'c++'), fc.array(codeLine, { maxLength: 4 }))
  .map(([language, lines]) => [`\`\`\`${language}`, ...lines, '```'].join('\n'));
const row = (width: number) =>
  fc
    .array(inline(1), { minLength: width, maxLength: width })
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
const table = fc
  .integer({ min: 1, max: 3 })
  .chain((width) =>
    fc
      .tuple(fc.oneof(row(width), fc.constant(`|${'  |'.repeat(width)}`)), fc.array(row(width), { maxLength: 2 }))
      .map(([header, rows]) => [header, `|${'---|'.repeat(width)}`, ...rows].join('\n')),
  );

const indent = (text: string, prefix: string) =>
  text
    .split('\n')
    .map((one, index) => (index === 0 || one === '' ? one : prefix + one))
    .join('\n');
const quote = (text: string) =>
  text
    .split('\n')
    .map((one) => `> ${one}`.trimEnd())
    .join('\n');

/** Blocks one under the other; `depth` bounds blocks inside blocks. */
function blocks(depth: number): fc.Arbitrary<string> {
  return fc.array(block(depth), { minLength: 1, maxLength: 3 }).map((all) => all.join('\n\n'));
}

function block(depth: number): fc.Arbitrary<string> {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: paragraph },
    heading,
    fence,
    fc.constant('---'),
    table,
    fc.constant('<div>\nraw\n</div>'),
  );
  if (depth === 0) return leaf;
  const inner = blocks(depth - 1);
  const item = fc.oneof({ weight: 2, arbitrary: line }, inner, fc.constant(''));
  const list = fc
    .tuple(
      fc.constantFrom('- ', '* ', '1. ', '7) '),
      fc.array(fc.tuple(fc.constantFrom('', '', '[ ] ', '[x] '), item), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\n', '\n\n'),
    )
    .map(([marker, items, between]) =>
      items.map(([box, text]) => marker + box + indent(text, ' '.repeat(marker.length))).join(between),
    );
  const alert = fc
    .tuple(
      fc.constantFrom('INFO', 'NOTE', 'WARNING', 'PANEL', 'DECISION', 'MACRO', 'TEXT-MACRO'),
      fc.constantFrom('', ' excerpt', ' Title \\*one\\*', ' excerpt?a=b%26c&d=e'),
      inner,
    )
    .map(([kind, title, text]) => quote(`[!${kind}]${title}\n\n${text}`));
  const expand = fc
    .tuple(fc.constantFrom('More', 'A &amp; B', ''), inner)
    .map(([title, text]) => `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`);
  return fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: list }, inner.map(quote), alert, expand);
}

/** Documents of everything that the Markdown reader knows, nested. */
export const arbitraryDocument = blocks(2);
