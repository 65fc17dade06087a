import { expect, it } from 'vitest';
import { hasMarker, occurrences, withMarker, withoutMarkers } from '../../src/demo-site/confluence/inline-markers.ts';
import { xhtmlProblem } from '../../src/demo-site/confluence/storage-xhtml.ts';

const mark = (text: string) => `<ac:inline-comment-marker ac:ref="r">${text}</ac:inline-comment-marker>`;

it.each([
  ['a b c', 'b', '<p>a b c</p>', `<p>a ${mark('b')} c</p>`],
  ['an entity', 'fish & chips', '<p>fish &amp; chips</p>', `<p>${mark('fish &amp; chips')}</p>`],
  ['a number for a letter', 'A–B', '<p>&#65;&ndash;&#x42;</p>', `<p>${mark('&#65;&ndash;&#x42;')}</p>`],
  ['white space', 'a b', '<p>a\n  b</p>', `<p>${mark('a\n  b')}</p>`],
  [
    'a part in bold',
    'a bc',
    '<p>a <strong>b</strong>c</p>',
    `<p>${mark('a ')}<strong>${mark('b')}</strong>${mark('c')}</p>`,
  ],
  ['two paragraphs', 'a b', '<p>a</p> <p>b</p>', `<p>${mark('a')}</p> <p>${mark('b')}</p>`],
  ['a letter of two units', '😀', '<p>x😀y</p>', `<p>x${mark('😀')}y</p>`],
])('marks %s', (_, selection, storage, marked) => {
  expect(occurrences(storage, selection)).toBe(1);
  const found = withMarker(storage, selection, 0, 'r');
  expect([found, xhtmlProblem(found)]).toEqual([marked, undefined]);
  expect(withoutMarkers(found)).toBe(storage);
});

it('does not count what nobody can select', () => {
  const storage =
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body><![CDATA[js]]></ac:plain-text-body></ac:structured-macro><!-- js --><p title="js">j</p><p>s</p>';
  expect(occurrences(storage, 'js')).toBe(0);
  expect(withMarker(storage, 'js', 0, 'r')).toBe(storage);
});

it('keeps the markers of other comments', () => {
  const storage = `<p>${mark('a')} <ac:inline-comment-marker ac:ref="s">${mark('b')}c</ac:inline-comment-marker></p>`;
  expect([hasMarker(storage, 'r'), hasMarker(storage, 's'), hasMarker(storage, 't')]).toEqual([true, true, false]);
  expect(withoutMarkers(storage, 's')).toBe(`<p>${mark('a')} ${mark('b')}c</p>`);
  expect(withoutMarkers(storage, 'r')).toBe(
    '<p>a <ac:inline-comment-marker ac:ref="s">bc</ac:inline-comment-marker></p>',
  );
});
