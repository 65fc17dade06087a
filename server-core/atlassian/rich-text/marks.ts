import type { Inline, Mark } from './rich-text.ts';

export function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark) => hasMark(b, mark));
}

export function hasMark(marks: readonly Mark[], wanted: Mark): boolean {
  return marks.some((mark) => sameMark(mark, wanted));
}

/** A link inside a link does not exist, nor does one mark twice: the first one stays. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const excluded = mark.type === 'sub' || mark.type === 'sup' ? ['sub', 'sup'] : [mark.type];
  return marks.some(({ type }) => excluded.includes(type)) ? marks : [...marks, mark];
}

export function hasCode(marks: readonly Mark[]): boolean {
  return marks.some(({ type }) => type === 'code');
}

function sameMark(a: Mark, b: Mark): boolean {
  if (a.type !== 'link' || b.type !== 'link') return a.type === b.type;
  return a.href === b.href && a.title === b.title;
}

const ranks = ['link', 'strong', 'em', 'strike', 'underline', 'sub', 'sup', 'code'] satisfies Mark['type'][];

/** Every run has its marks in this order, from the outermost to the innermost. */
export function ranked(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted((a, b) => ranks.indexOf(a.type) - ranks.indexOf(b.type));
}

export function marksOf(inline: Inline | undefined): readonly Mark[] {
  return inline?.type === 'text' ? inline.marks : [];
}
