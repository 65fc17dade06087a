import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSection } from '../../../../server-core/confluence/pages/change-section.ts';
import { findSections } from '../../../../server-core/confluence/pages/find-sections.ts';
import { arbitraryStorage } from '../../atlassian/rich-text/arbitrary-storage.ts';
import { malformation } from '../../atlassian/rich-text/well-formed.ts';

const page =
  '<p>Lead</p><h1>One</h1><p>a</p><h2>Deep &amp; <em>far</em></h2><p>b</p><h1>Two</h1><p>c</p>' +
  '<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell><h2>In a cell</h2><p>d</p></ac:layout-cell>' +
  '</ac:layout-section></ac:layout><ac:structured-macro ac:name="code"><ac:plain-text-body>' +
  '<![CDATA[<h1>No heading</h1>]]></ac:plain-text-body></ac:structured-macro>';

const bare = (heading: string) => heading.toLowerCase().replace(/[*_`~\\]/g, '');
const sectionOf = (heading: string) => {
  const found = findSections(page).find((section) => section.heading === heading);
  return found === undefined ? undefined : page.slice(found.start, found.end);
};

describe('a section of a page', () => {
  it('reaches to the next heading of its level, subsections included', () => {
    expect(sectionOf('One')).toBe('<p>a</p><h2>Deep &amp; <em>far</em></h2><p>b</p>');
  });

  it('is found by what a person reads in its heading', () => {
    expect(sectionOf('Deep & far')).toBe('<p>b</p>');
  });

  it('ends with the column that it is in', () => {
    expect(sectionOf('In a cell')).toBe('<p>d</p>');
  });

  it('has the heading that a person reads, without settings of macros in it', () => {
    const anchor =
      '<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">top</ac:parameter></ac:structured-macro>';
    const found = findSections(
      `<h1>${anchor}Plan&nbsp;<ac:inline-comment-marker ac:ref="u">B</ac:inline-comment-marker></h1>`,
    );
    expect(found.map(({ heading }) => heading)).toEqual(['Plan B']);
  });

  it('is none where only code looks like one', () => {
    expect(findSections(page).map(({ heading }) => heading)).toEqual(['One', 'Deep & far', 'Two', 'In a cell']);
  });
});

describe('changing a section', () => {
  it('replaces what is below the heading and keeps all else byte for byte (lesson 11)', () => {
    const changed = changeSection(page, { heading: 'deep & FAR', content: '<p>new</p>', mode: 'replace' });
    expect(changed).toBe(page.replace('<p>b</p>', '<p>new</p>'));
  });

  it('adds behind what is there', () => {
    const changed = changeSection(page, { heading: 'In a cell', content: '<p>new</p>', mode: 'append' });
    expect(changed).toBe(page.replace('<p>d</p>', '<p>d</p><p>new</p>'));
  });

  it('fails with the headings that there are where none fits', () => {
    expect(() => changeSection(page, { heading: 'Three', content: '', mode: 'replace' })).toThrow(
      'The page has no heading "Three". It has: # One, ## Deep & far, # Two, ## In a cell. Nothing was changed.',
    );
  });

  it('fails rather than guess between two headings of one text', () => {
    const twice = '<h1>A</h1><p>1</p><h1>A</h1><p>2</p>';
    expect(() => changeSection(twice, { heading: 'A', content: '', mode: 'replace' })).toThrow(
      'The page has 2 headings "A"',
    );
  });

  it.each(['# `run` the *plan*', 'run the plan', '## RUN  the plan'])(
    'takes the heading as Markdown shows it: %s',
    (heading) => {
      const storage = '<h2><code>run</code> the <em>plan</em></h2><p>a</p>';
      const changed = changeSection(storage, { heading, content: '<p>b</p>', mode: 'replace' });
      expect(changed).toBe('<h2><code>run</code> the <em>plan</em></h2><p>b</p>');
    },
  );

  it('tells headings of one text apart by their level', () => {
    const twice = '<h1>A</h1><p>1</p><h2>A</h2><p>2</p>';
    const changed = changeSection(twice, { heading: '## A', content: '<p>3</p>', mode: 'replace' });
    expect(changed).toBe('<h1>A</h1><p>1</p><h2>A</h2><p>3</p>');
    expect(() => changeSection(twice, { heading: 'A', content: '', mode: 'replace' })).toThrow('It has: # A, ## A.');
  });

  it('changes nothing outside of the section in any soup of tags', () => {
    fc.assert(
      fc.property(arbitraryStorage, fc.constantFrom('replace' as const, 'append' as const), (storage, mode) => {
        const sections = findSections(storage);
        for (const { heading, start, end } of sections) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(storage.length);
          if (sections.filter((other) => bare(other.heading) === bare(heading)).length > 1 || bare(heading) === '')
            continue;
          const changed = changeSection(storage, { heading, content: '<p>N</p>', mode });
          const kept = mode === 'append' ? storage.slice(start, end) : '';
          expect(changed).toBe(`${storage.slice(0, start)}${kept}<p>N</p>${storage.slice(end)}`);
          if (malformation(storage) === undefined) expect(malformation(changed)).toBeUndefined();
        }
      }),
    );
  });

  it('keeps any page well-formed, and what is outside of the section as it was', () => {
    const inner = fc.constantFrom('<p>x</p>', '<hr />', '<ul><li>y</li></ul>', 'text', '<p>é &lt; ]]&gt;</p>');
    const heading = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 99 }));
    const piece = fc.oneof(
      inner,
      heading.map(([level, name]) => `<h${level}>H${name}</h${level}>`),
      heading.map(([level, name]) => `<ac:layout-cell><h${level}>H${name}</h${level}><p>z</p></ac:layout-cell>`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const storage = pieces.join('');
        const sections = findSections(storage);
        for (const section of sections) {
          if (sections.filter(({ heading: other }) => other === section.heading).length > 1) continue;
          const changed = changeSection(storage, { heading: section.heading, content: '<p>N</p>', mode: 'replace' });
          expect(changed).toBe(`${storage.slice(0, section.start)}<p>N</p>${storage.slice(section.end)}`);
          expect(malformation(changed)).toBe(malformation(storage));
        }
      }),
    );
  });
});
