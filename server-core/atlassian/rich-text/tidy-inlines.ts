import { hasCode, hasMark, marksOf, ranked, sameMarks } from './marks.ts';
import { type Nested, nestMarks } from './nest-marks.ts';
import type { Inline, TextRun } from './rich-text.ts';

const SPACES = /[ \t\n\v\f\r\u2028\u2029]+/g;
const LINE_ENDS = /\r\n?|[\n\v\f\u2028\u2029]/g;
const PIECES = /^(\s*)([\s\S]*?)(\s*)$/;

/**
 * Gives inline content the one shape that all formats can say, so that what is written is read back the same:
 * no white space at either end or around a line break, none at the edge of a mark (Markdown cannot close `**` after a
 * blank), runs of equal marks joined, no empty run.
 */
export function tidyInlines(inlines: readonly Inline[]): Inline[] {
  return runsJoined(withBareEdges(spacesOutsideMarks(trimmed(blanksJoined(inlines.flatMap(piecesOf))))));
}

/** Parts a run into its leading blanks, its words and its trailing blanks, since blanks may lose marks. */
function piecesOf(inline: Inline): Inline[] {
  if (inline.type !== 'text') return [inline];
  const marks = ranked(inline.marks);
  const text = inline.text.replace(hasCode(marks) ? LINE_ENDS : SPACES, ' ');
  if (hasCode(marks)) return text === '' ? [] : [{ ...inline, text, marks }];
  const [, before = '', words = '', after = ''] = PIECES.exec(text) ?? [];
  const pieces = words === '' ? [before + after] : [before, words, after];
  return pieces.filter((piece) => piece !== '').map((piece) => ({ ...inline, text: piece, marks }));
}

/** White space and nothing else, though not as code, where it is seen. */
export function isBlank(inline: Inline | undefined): inline is TextRun {
  return inline?.type === 'text' && !hasCode(inline.marks) && inline.text.trim() === '';
}

/** A blank keeps the marks that the words on both of its sides have. */
function spacesOutsideMarks(inlines: readonly Inline[]): Inline[] {
  return inlines.map((inline, index) => {
    if (!isBlank(inline)) return inline;
    const before = marksOf(inlines[index - 1]);
    const after = marksOf(inlines[index + 1]);
    return { ...inline, marks: inline.marks.filter((mark) => hasMark(before, mark) && hasMark(after, mark)) };
  });
}

/** Each time that marks are nested, a blank may come to the edge of one; it takes few times until none does. */
const MOST_ROUNDS = 5;

/** The mark that reaches furthest may part another one at a blank, which then is at its edge as well. */
function withBareEdges(inlines: readonly Inline[]): readonly Inline[] {
  if (!inlines.some((inline) => isBlank(inline) && inline.marks.length > 0)) return inlines;
  let bare = inlines;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = flattened(nestMarks(bare));
    if (next.every((inline, at) => inline === bare[at])) break;
    bare = next;
  }
  return bare;
}

function flattened(nodes: readonly Nested[]): Inline[] {
  return nodes.flatMap((node) => {
    if ('inline' in node) return [node.inline];
    const inside = flattened(node.inside);
    for (const at of [0, inside.length - 1]) {
      const edge = inside[at];
      if (isBlank(edge)) inside[at] = { ...edge, marks: edge.marks.filter((mark) => !hasMark([node.mark], mark)) };
    }
    return inside;
  });
}

/** Makes one blank of several in a row; it keeps the marks that they share. */
function blanksJoined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    if (isBlank(inline) && isBlank(last)) {
      const marks = last.marks.filter((mark) => hasMark(inline.marks, mark));
      out[out.length - 1] = { ...last, text: (last.text + inline.text).replace(SPACES, ' '), marks };
    } else out.push(inline);
  }
  return out;
}

/** Makes one run of neighbours with the same marks. */
function runsJoined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (let start = 0, end = 1; start < inlines.length; start = end, end = start + 1) {
    const first = inlines[start];
    if (first?.type !== 'text') {
      if (first !== undefined) out.push(first);
      continue;
    }
    const texts = [first.text];
    for (let next = inlines[end]; next?.type === 'text' && sameMarks(first.marks, next.marks); next = inlines[++end]) {
      texts.push(next.text);
    }
    out.push({ ...first, text: texts.join('') });
  }
  return out;
}

/** Drops blanks and breaks at both ends, and blanks around breaks. */
function trimmed(inlines: readonly Inline[]): Inline[] {
  const kept = inlines.filter(
    (inline, index) => !isBlank(inline) || (isInside(inlines[index - 1]) && isInside(inlines[index + 1])),
  );
  const isBreak = (inline: Inline | undefined) => inline?.type === 'break';
  let start = 0;
  let end = kept.length;
  while (start < end && isBreak(kept[start])) start++;
  while (end > start && isBreak(kept[end - 1])) end--;
  return kept.slice(start, end);
}

function isInside(inline: Inline | undefined): boolean {
  return inline !== undefined && inline.type !== 'break';
}
