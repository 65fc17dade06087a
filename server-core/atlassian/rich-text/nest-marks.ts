import { hasMark, marksOf } from './marks.ts';
import type { Inline, Mark } from './rich-text.ts';

/** Inline content as a tree: a mark around what it covers, or one inline that the marks around it leave bare. */
export type Nested = { readonly mark: Mark; readonly inside: readonly Nested[] } | { readonly inline: Inline };

/**
 * Turns runs with marks into marks around runs, for formats that nest them. The mark that reaches furthest goes
 * outermost, so `a` strong and em followed by `b` em becomes em around both with strong around `a`.
 */
export function nestMarks(inlines: readonly Inline[], open: readonly Mark[] = []): Nested[] {
  const out: Nested[] = [];
  let at = 0;
  while (at < inlines.length) {
    const inline = inlines[at];
    if (inline === undefined) break;
    const furthest = furthestMark(inlines, at, open);
    if (furthest === undefined) {
      out.push({ inline });
      at++;
    } else {
      const inside = inlines.slice(at, furthest.end);
      out.push({ mark: furthest.mark, inside: nestMarks(inside, [...open, furthest.mark]) });
      at = furthest.end;
    }
  }
  return out;
}

/** `code` is always innermost and around one run. */
function furthestMark(inlines: readonly Inline[], start: number, open: readonly Mark[]) {
  const closed = marksOf(inlines[start]).filter((mark) => !hasMark(open, mark));
  let furthest: { mark: Mark; end: number } | undefined;
  for (const mark of closed) {
    if (mark.type === 'code' && closed.length > 1) continue;
    let end = start + 1;
    while (mark.type !== 'code' && end < inlines.length && hasMark(marksOf(inlines[end]), mark)) end++;
    if (furthest === undefined || end > furthest.end) furthest = { mark, end };
  }
  return furthest;
}
