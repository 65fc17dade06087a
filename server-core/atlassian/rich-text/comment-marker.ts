import { decode, encode } from './link-target.ts';
import { withMark } from './marks.ts';
import type { Inline } from './rich-text.ts';

/**
 * The text that an inline comment is about is marked in storage, and the comment hangs by that mark. It is spelled as a
 * link: `[text](comment:REF)`. ADF has no such mark that a program may write, so there the text stays alone.
 */
const SCHEME = 'comment:';

/** Text that is a link already cannot be another, so a comment holds to what is beside it. */
export function withComment(ref: string, inlines: readonly Inline[]): Inline[] {
  return inlines.map((inline) =>
    inline.type === 'text'
      ? { ...inline, marks: withMark(inline.marks, { type: 'link', href: SCHEME + encode(ref) }) }
      : inline,
  );
}

/** The comment that a link stands for. */
export function commentRefOf(href: string): string | undefined {
  return href.startsWith(SCHEME) && href.length > SCHEME.length ? decode(href.slice(SCHEME.length)) : undefined;
}
