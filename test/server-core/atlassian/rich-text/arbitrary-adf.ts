import fc from 'fast-check';

type Json = Record<string, unknown>;

const text = fc.oneof(
  fc.constantFrom(
    'plain',
    ' edge ',
    'two\nlines',
    '**not bold**',
    '# no heading',
    '- no item',
    '1. no',
    '[x](y)',
    '<b>',
    '|',
    ':smile:',
    'https://example.com',
    'a_b',
    '\\n',
    '`',
    '',
  ),
  fc.string({ maxLength: 8 }),
);
const markType = fc.constantFrom(
  'strong',
  'em',
  'strike',
  'underline',
  'code',
  'textColor',
  'subsup',
  'link',
  'annotation',
  'unheard-of',
);
const mark = markType.map((type): Json => {
  if (type === 'link') return { type, attrs: { href: 'https://example.com/a_(b)' } };
  return type === 'subsup' ? { type, attrs: { type: 'sub' } } : { type };
});

const inline: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('text'), text, marks: fc.array(mark, { maxLength: 3 }) }) },
  fc.constantFrom<Json>(
    { type: 'hardBreak' },
    { type: 'mention', attrs: { id: '712020:ab', text: '@Ann [A]' } },
    { type: 'emoji', attrs: { shortName: ':tada:', text: '🎉' } },
    { type: 'status', attrs: { text: 'In *progress*', color: 'blue' } },
    { type: 'date', attrs: { timestamp: '1777593600000' } },
    { type: 'date', attrs: { timestamp: 'soon' } },
    { type: 'inlineCard', attrs: { url: 'https://example.com/browse/A-1' } },
    { type: 'mediaInline', attrs: { id: 'abc', collection: 'c (1)' } },
    { type: 'unheard-of' },
  ),
);

/** ADF as it comes from sites and from programs: nearly valid, nested in every way, some of it unknown. */
function block(depth: number): fc.Arbitrary<Json> {
  const line = fc.array(inline, { maxLength: 4 });
  const leaf = fc.oneof(
    line.map((content): Json => ({ type: 'paragraph', content })),
    fc.record({
      type: fc.constant('heading'),
      attrs: fc.record({ level: fc.integer({ min: 0, max: 7 }) }),
      content: line,
    }),
    fc.record({
      type: fc.constant('codeBlock'),
      attrs: fc.constantFrom({}, { language: 'js x' }),
      content: fc.array(
        text.map((value) => ({ type: 'text', text: value })),
        { maxLength: 2 },
      ),
    }),
    fc.constantFrom<Json>(
      { type: 'rule' },
      {
        type: 'mediaSingle',
        attrs: { layout: 'center' },
        content: [{ type: 'media', attrs: { type: 'external', url: 'https://example.com/i.png' } }],
      },
      { type: 'mediaGroup', content: [{ type: 'media', attrs: { type: 'file', id: 'f', collection: '' } }] },
      { type: 'blockCard', attrs: { url: 'https://example.com/x' } },
      {
        type: 'extension',
        attrs: {
          extensionType: 'com.atlassian.confluence.macro.core',
          extensionKey: 'toc',
          parameters: { macroParams: { a: { value: 'b&c' } } },
        },
      },
      { type: 'extension', attrs: { extensionType: 'com.example', extensionKey: 'forge' } },
      { type: 'taskList' },
      { type: 'unheard-of', text: 'said' },
    ),
  );
  if (depth === 0) return leaf;
  const inner = fc.array(block(depth - 1), { maxLength: 3 });
  const wrapped = fc
    .tuple(
      fc.constantFrom(
        'blockquote',
        'panel',
        'expand',
        'nestedExpand',
        'layoutSection',
        'bodiedExtension',
        'unheard-of',
      ),
      inner,
    )
    .map(([type, content]): Json => ({ type, attrs: { title: 'T', panelType: 'note', extensionKey: 'k' }, content }));
  const listed = fc.tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(inner, { maxLength: 3 })).map(
    ([type, items]): Json => ({
      type,
      attrs: { order: 3 },
      content: items.map((content) => ({ type: 'listItem', content })),
    }),
  );
  const tasks = fc
    .array(
      fc.oneof(
        fc
          .array(inline, { maxLength: 3 })
          .map((content): Json => ({ type: 'taskItem', attrs: { state: 'DONE' }, content })),
        block(depth - 1),
      ),
      { maxLength: 3 },
    )
    .map((content): Json => ({ type: 'taskList', content }));
  const table = fc
    .array(
      fc.array(fc.tuple(fc.constantFrom('tableCell', 'tableHeader'), inner, fc.constantFrom(1, 2)), { maxLength: 3 }),
      { maxLength: 3 },
    )
    .map(
      (rows): Json => ({
        type: 'table',
        content: rows.map((cells) => ({
          type: 'tableRow',
          content: cells.map(([type, content, colspan]) => ({ type, attrs: { colspan }, content })),
        })),
      }),
    );
  return fc.oneof({ weight: 3, arbitrary: leaf }, wrapped, listed, tasks, table);
}

export const arbitraryAdf = fc
  .array(block(2), { maxLength: 4 })
  .map((content): Json => ({ type: 'doc', version: 1, content }));
