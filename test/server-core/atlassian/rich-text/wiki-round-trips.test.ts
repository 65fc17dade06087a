import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectLinks } from '../../../../server-core/atlassian/rich-text/collect-links.ts';
import { markdownToWiki } from '../../../../server-core/atlassian/rich-text/markdown-to-wiki.ts';
import { readAdf } from '../../../../server-core/atlassian/rich-text/read-adf.ts';
import { readMarkdown } from '../../../../server-core/atlassian/rich-text/read-markdown.ts';
import { readWiki } from '../../../../server-core/atlassian/rich-text/read-wiki.ts';
import { type Block, type Mark, paragraph, textRun } from '../../../../server-core/atlassian/rich-text/rich-text.ts';
import { tidyInlines } from '../../../../server-core/atlassian/rich-text/tidy-inlines.ts';
import { writeWiki } from '../../../../server-core/atlassian/rich-text/write-wiki.ts';
import { arbitraryAdf } from './arbitrary-adf.ts';
import { arbitraryDocument } from './arbitrary-markdown.ts';
import { arbitrarySoup } from './arbitrary-soup.ts';
import { wikiToMarkdown } from './wiki-to-markdown.ts';

/** The same documents each time, so that a build fails for what changed in it. */
const sample = { numRuns: 300, seed: 20_260_501 };

function check<T>(arbitrary: fc.Arbitrary<T>, expectation: (value: T) => void): void {
  const property = fc.property(arbitrary, (value) => {
    expectation(value);
  });
  fc.assert(property, sample);
}

/** Text that is mostly made of what wiki markup is made of. */
const wikiPieces = String.raw`
* ** _ - -- --- ---- + ^ ~ ?? {{ }} { } [ ] | || ! \ \\ # #* h1. bq. {code} {code:js} {noformat} {quote} {panel:title=x}
{panel} {color:red} {color} {info} {toc} {x:a=b} {x} {*} {_} [a|b] [~me] [^f] [#a] !i.png! http://a.b mailto:c@d :) (/) (x)
:smile: :a: &amp; &#42; &lt; ; a word 1 C:\dir é 🙂 ~~~ a_b a*b http mailto: :// : (y) [x] ( ) ? / D P`;
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...wikiPieces.trim().split(/\s+/)) },
  { weight: 2, arbitrary: fc.constantFrom(' ', ' ', '*', '# ', '- ') },
  { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
);
const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
const wikiSoup = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: piece }, { weight: 2, arbitrary: fc.constantFrom('\n', '\n\n', '| ', ' |\n') }),
    {
      maxLength: 30,
      size: 'max',
    },
  )
  .map((parts) => parts.join(''));

const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom('strong', 'em', 'strike', 'underline', 'sub', 'sup', 'code').map((type): Mark => ({ type })),
  fc
    .constantFrom('https://x.y/a_b?c=*d*', '#top', 'attachment:a%20b.txt')
    .map((href): Mark => ({ type: 'link', href })),
);
const runs = fc.array(
  fc.tuple(text, fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type.replace('sub', 'sup') })),
  {
    minLength: 1,
    maxLength: 5,
  },
);

function lineOf(inlines: Parameters<typeof tidyInlines>[0]): Block[] {
  const tidy = tidyInlines(inlines);
  return tidy.length === 0 ? [] : [paragraph(tidy)];
}

describe('Markdown and wiki markup', () => {
  it('gives the same wiki markup again after a way through the tree and Markdown', () => {
    check(arbitraryDocument, (markdown) => {
      const wiki = markdownToWiki(markdown);
      expect(markdownToWiki(wikiToMarkdown(wiki))).toBe(wiki);
    });
  });

  it('keeps every web address that a document leads to', () => {
    const addresses = (blocks: Block[]) => collectLinks(blocks).filter((link) => /^https?:/.test(link));
    check(arbitraryDocument, (markdown) => {
      const blocks = readMarkdown(markdown);
      expect(addresses(readWiki(writeWiki(blocks)))).toEqual(addresses(blocks));
    });
  });

  it('keeps every character of any text', () => {
    check(text, (words) => {
      expect(readWiki(writeWiki([paragraph([textRun(words)])]))).toEqual(lineOf([textRun(words)]));
    });
  });

  it('keeps every mark on any text', () => {
    check(runs, (all) => {
      const inlines = all.map(([words, marks]) => textRun(words, marks));
      expect(readWiki(writeWiki([paragraph(inlines)]))).toEqual(lineOf(inlines));
    });
  });

  it('keeps any text in a heading, an item, a task, a cell, a quote, a panel and their like', () => {
    check(text, (words) => {
      const line = lineOf([textRun(words)]);
      const blocks: Block[] = [
        { type: 'heading', level: 2, inlines: tidyInlines([textRun(words)]) },
        { type: 'list', start: 1, items: [line, line] },
        { type: 'tasks', tasks: [{ done: false, blocks: line }] },
        { type: 'table', rows: [[{ header: true, blocks: line }], [{ header: false, blocks: line }]] },
        { type: 'quote', blocks: [{ type: 'rule' }, ...line] },
        { type: 'panel', kind: 'info', title: 'a | b}', blocks: line },
        { type: 'code', language: 'js', text: words },
        { type: 'code', language: '', text: `${words}\n${words}\n` },
        { type: 'expand', title: '', blocks: line },
      ];
      expect(readWiki(writeWiki(blocks))).toEqual(blocks);
    });
  });

  it('settles after one way through wiki markup, whatever the nodes were', () => {
    check(arbitraryAdf, (document) => {
      const settled = writeWiki(readAdf(document));
      expect(writeWiki(readWiki(settled))).toBe(settled);
    });
  });

  it('reads any soup without a throw, and settles', () => {
    check(fc.oneof(wikiSoup, arbitrarySoup, fc.string({ unit: 'binary' })), (soup) => {
      const settled = writeWiki(readWiki(soup));
      expect(writeWiki(readWiki(settled))).toBe(settled);
      wikiToMarkdown(soup);
      markdownToWiki(soup);
    });
  });
});
