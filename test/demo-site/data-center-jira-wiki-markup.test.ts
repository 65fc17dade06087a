import { describe, expect, it } from 'vitest';
import { wikiMarkup } from '../../src/demo-site/jira/data-center/wiki-markup.ts';
import { WikiText } from '../../src/demo-site/jira/rich-text.ts';
import { People } from '../../src/demo-site/people.ts';
import {
  type AdfNode,
  card,
  code,
  doc,
  em,
  h,
  link,
  mention,
  mono,
  ol,
  p,
  panel,
  quote,
  status,
  strong,
  table,
  tasks,
  ul,
} from '../../src/demo-site/seed/adf-builder.ts';
import { team } from '../../src/demo-site/seed/people.ts';

const people = new People(Object.values(team));
const written = (...blocks: readonly AdfNode[]) => wikiMarkup(doc(...blocks), people);

describe('the wiki markup of a document', () => {
  it.each<[string, readonly AdfNode[], string]>([
    ['headings and paragraphs apart', [h(2, 'Request'), p('One.'), p('Two.')], 'h2. Request\n\nOne.\n\nTwo.'],
    ['emphasis', [p(strong('every'), ' ', em('day'), ' ', mono('npm ci'))], '*every* _day_ {{npm ci}}'],
    [
      'links, with their text where they have another one',
      [p(link('the site', 'https://example.com/a'), ' ', card('https://example.com/b'))],
      '[the site|https://example.com/a] [https://example.com/b]',
    ],
    ['a mention by username', [p('Ask ', mention(team.ana), '.')], `Ask [~${team.ana.username}].`],
    [
      'lists inside lists with all of their signs',
      [ol('one', [p('two:'), ul('a', 'b')], 'three')],
      '# one\n# two:\n#* a\n#* b\n# three',
    ],
    ['tasks as bullets, done ones with a tick', [tasks([true, 'paid'], [false, 'sent'])], '* (/) paid\n* sent'],
    ['code as it is', [code('sh', 'echo "{a}" | wc *')], '{code:sh}\necho "{a}" | wc *\n{code}'],
    ['tables with a header', [table(['Case', 'Sum'], ['child', ''])], '||Case||Sum||\n|child| |'],
    [
      'panels and quotes around their blocks',
      [panel('warning', p('Reset.')), quote(p('Yes.'))],
      '{panel:title=warning}\nReset.\n{panel}\n\n{quote}\nYes.\n{quote}',
    ],
    ['a status as a bold word', [p(status('waits', 'red'))], '*waits*'],
    ['rules and line breaks', [p('a', { type: 'hardBreak' }, 'b'), { type: 'rule' }], 'a\nb\n\n----'],
  ])('has %s', (_, blocks, markup) => {
    expect(written(...blocks)).toBe(markup);
  });

  it('escapes what would be read as markup, and only that', () => {
    expect(written(p('{x} [y] a|b *c d*e 2 * 3 -5 snake_case'))).toBe(
      '\\{x\\} \\[y\\] a\\|b \\*c d*e 2 * 3 -5 snake_case',
    );
    expect(written(p('# one'), p('- two'), p('#3'))).toBe('\\# one\n\n\\- two\n\n#3');
  });

  it('keeps the text of a mention of somebody unknown', () => {
    expect(written(p({ type: 'mention', attrs: { id: 'nobody', text: '@Nobody' } }))).toBe('@Nobody');
  });
});

it('gives the markup that a client wrote as it is', () => {
  const markup = 'h1. *Hi* {color:red}x{color}\n\n\n||a|\r\n';
  expect(wikiMarkup(new WikiText(markup), people)).toBe(markup);
});
