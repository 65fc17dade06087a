import { hidesEmoji } from './emoji-spelling.ts';
import type { Nested } from './nest-marks.ts';
import type { Mark } from './rich-text.ts';
import { firstChar, isAstral, isWordLike, lastChar } from './text-edges.ts';

/**
 * A piece of the line. `text` is not escaped yet; an `open` or `close` is a delimiter whose neighbours decide whether
 * it counts, and `whole` is finished.
 */
export type Piece =
  | { readonly type: 'text'; readonly text: string; readonly inLink: boolean }
  | { readonly type: 'open' | 'close' | 'whole' | 'emoji' | 'break'; readonly out: string };

/** What stands right before and right after a mark. */
export type Beside = readonly [before: Nested | undefined, after: Nested | undefined];

const delimiters = {
  strong: ['**', '**'],
  underline: ['<u>', '</u>'],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
} as const;

/** What opens and closes a mark, given what is inside of it and beside it. */
export function delimitersOf(
  type: Exclude<Mark['type'], 'link' | 'code'>,
  inside: readonly Nested[],
  beside: Beside,
  inStrong: boolean,
) {
  if (type === 'strike') return strikeDelimiters(inside, beside);
  if (type === 'em') return emDelimiters(inside, beside, inStrong);
  return delimiters[type];
}

/** The lexer takes a `~` beside `**` for a letter (GFM 6.5 does not), so where they touch it is the tag instead. */
function strikeDelimiters(inside: readonly Nested[], beside: Beside) {
  const touchesStrong = [...beside, inside[0], inside.at(-1)].some((node) => isMarked(node, 'strong'));
  return touchesStrong ? (['<s>', '</s>'] as const) : (['~~', '~~'] as const);
}

/** Emphasis is `_`, which reads best beside `**`, but inside a word only `*` works. */
function emDelimiters(inside: readonly Nested[], beside: Beside, inStrong: boolean) {
  const touchesWord = isWordLike(lastChar(textOf(beside[0]))) || isWordLike(firstChar(textOf(beside[1])));
  const touchesMark = [...beside, ...inside].some((node) => node !== undefined && 'mark' in node);
  return touchesWord && !touchesMark && !inStrong ? (['*', '*'] as const) : (['_', '_'] as const);
}

function isMarked(node: Nested | undefined, type: Mark['type']): boolean {
  return node !== undefined && 'mark' in node && node.mark.type === type;
}

/** The text of a bare run; '' of all else. */
export function textOf(node: Nested | undefined): string {
  return node !== undefined && 'inline' in node && node.inline.type === 'text' ? node.inline.text : '';
}

/**
 * Whether the character of a text beside a delimiter keeps it from closing (or opening): a word outside of it and
 * punctuation inside (CommonMark 6.2, left- and right-flanking). `_` bears no word outside at all.
 */
export function needsReference(
  char: string,
  piece: Piece | undefined,
  beyond: Piece | undefined,
  side: 'open' | 'close',
): boolean {
  if (piece?.type === 'emoji') return char !== '' && hidesEmoji(char);
  if (piece?.type !== side || !(isWordLike(char) || isAstral(char))) return false;
  if (piece.out.startsWith('_')) return true;
  if (piece.out.startsWith('<')) return false;
  const inner = side === 'open' ? firstOf(beyond) : lastOf(beyond);
  return !isWordLike(inner) || isAstral(inner);
}

function firstOf(piece: Piece | undefined): string {
  return piece?.type === 'text' ? firstChar(piece.text) : firstChar(piece?.out ?? '');
}

function lastOf(piece: Piece | undefined): string {
  return piece?.type === 'text' ? lastChar(piece.text) : lastChar(piece?.out ?? '');
}
