import { hidesEmoji, isEmojiName } from './emoji-spelling.ts';
import { escapeMarkdown, isAstral, isWordLike } from './escape-markdown.ts';
import { linkAtomSpelling } from './link-atom.ts';
import { linkDestination } from './link-destination.ts';
import { type Nested, nestMarks } from './nest-marks.ts';
import { type Image, type Inline, type Mark, textRun } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Where inlines stand: lines of a block of their own, or one line that must stay one, as in a table. */
export type LinePlace = 'lines' | 'one-line';

/**
 * A piece of the line. `text` is not escaped yet; an `open` or `close` is a delimiter whose neighbours decide whether
 * it counts, and `whole` is finished.
 */
type Piece =
  | { readonly type: 'text'; readonly text: string; readonly inLink: boolean }
  | { readonly type: 'open' | 'close' | 'whole' | 'emoji' | 'break'; readonly out: string };

export function writeMarkdownInlines(inlines: readonly Inline[], place: LinePlace): string {
  const tidy = tidyInlines(inlines.map(spellable));
  const pieces = piecesOf(nestMarks(tidy), { place, inLink: false, inStrong: false });
  return pieces.map((piece, at) => (piece.type === 'text' ? writeText(piece, pieces, at, place) : piece.out)).join('');
}

/** What has no name that Markdown can spell is text. */
function spellable(inline: Inline): Inline {
  if (inline.type === 'emoji' && !isEmojiName(inline.name)) return textRun(`:${inline.name}:`);
  if (inline.type === 'card' && !/^https?:[^\s<>\p{Cc}]*$/iu.test(inline.url)) {
    return textRun(inline.url, [{ type: 'link', href: inline.url }]);
  }
  // the lexer finds no end of a link whose text holds code with ticks in it
  if (inline.type === 'text' && inline.text.includes('`') && inline.marks.some(({ type }) => type === 'link')) {
    return { ...inline, marks: inline.marks.filter(({ type }) => type !== 'code') };
  }
  return inline;
}

interface Around {
  readonly place: LinePlace;
  readonly inLink: boolean;
  readonly inStrong: boolean;
}

type Beside = readonly [before: Nested | undefined, after: Nested | undefined];

function piecesOf(nodes: readonly Nested[], around: Around): Piece[] {
  return nodes.flatMap((node, at): Piece | Piece[] => {
    if ('inline' in node) return pieceOf(node.inline, around);
    const beside: Beside = [nodes[at - 1], nodes[at + 1]];
    if (node.mark.type === 'link') return linkPieces(node.mark, node.inside, around, beside);
    if (node.mark.type === 'code') return node.inside.map(codePiece);
    const inStrong = around.inStrong || node.mark.type === 'strong';
    const [open, close] = delimitersOf(node.mark.type, node.inside, around, beside);
    const inside = piecesOf(node.inside, { ...around, inStrong });
    return [{ type: 'open', out: open }, ...inside, { type: 'close', out: close }];
  });
}

const delimiters = {
  strong: ['**', '**'],
  underline: ['<u>', '</u>'],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
} as const;

function delimitersOf(
  type: Exclude<Mark['type'], 'link' | 'code'>,
  inside: readonly Nested[],
  around: Around,
  beside: Beside,
) {
  if (type === 'strike') return strikeDelimiters(inside, beside);
  if (type === 'em') return emDelimiters(inside, around, beside);
  return delimiters[type];
}

/** The lexer takes a `~` beside `**` for a letter (GFM 6.5 does not), so where they touch it is the tag instead. */
function strikeDelimiters(inside: readonly Nested[], beside: Beside) {
  const touchesStrong = [...beside, inside[0], inside.at(-1)].some((node) => isMarked(node, 'strong'));
  return touchesStrong ? (['<s>', '</s>'] as const) : (['~~', '~~'] as const);
}

/** Emphasis is `_`, which reads best beside `**`, but inside a word only `*` works. */
function emDelimiters(inside: readonly Nested[], around: Around, beside: Beside) {
  const touchesWord = isWordLike(textOf(beside[0]).at(-1)) || isWordLike(textOf(beside[1])[0]);
  const touchesMark = [...beside, ...inside].some((node) => node !== undefined && 'mark' in node);
  return touchesWord && !touchesMark && !around.inStrong ? (['*', '*'] as const) : (['_', '_'] as const);
}

function isMarked(node: Nested | undefined, type: Mark['type']): boolean {
  return node !== undefined && 'mark' in node && node.mark.type === type;
}

function textOf(node: Nested | undefined): string {
  return node !== undefined && 'inline' in node && node.inline.type === 'text' ? node.inline.text : '';
}

/** An address that is its own text stays bare where nothing else could get into it. */
function linkPieces(
  mark: Extract<Mark, { type: 'link' }>,
  inside: readonly Nested[],
  around: Around,
  beside: Beside,
): Piece[] {
  const label = inside.length === 1 ? textOf(inside[0]) : '';
  if (label === mark.href && mark.title === undefined && isBareAddress(label) && around.place === 'lines') {
    const isApart = !around.inStrong && /^$|\s$/.test(textOf(beside[0])) && /^$|^\s/.test(textOf(beside[1]));
    if (isApart && beside.every((node) => node === undefined || textOf(node) !== ''))
      return [{ type: 'whole', out: label }];
  }
  const open: Piece = { type: 'whole', out: '[' };
  const close: Piece = { type: 'whole', out: `]${linkDestination(mark.href, mark.title)}` };
  return [open, ...piecesOf(inside, { ...around, inLink: true }), close];
}

function isBareAddress(text: string): boolean {
  return (
    /^https?:\/\/[a-z\d][a-z\d.-]*[a-z\d](?:[/?#](?:[\w/?=%#.@+~:-]*[a-z\d/=])?)?$/i.test(text) && !/[_~]/.test(text)
  );
}

function pieceOf(inline: Inline, around: Around): Piece {
  switch (inline.type) {
    case 'text':
      return { type: 'text', text: inline.text, inLink: around.inLink };
    case 'break':
      return { type: 'break', out: around.place === 'lines' ? '\\\n' : '<br>' };
    case 'emoji':
      return { type: 'emoji', out: `:${inline.name}:` };
    case 'card':
      return { type: 'whole', out: `<${inline.url}>` };
    case 'image':
      return { type: 'whole', out: writeImage(inline) };
    default: {
      const { label, href } = linkAtomSpelling(inline);
      return { type: 'whole', out: `[${escapeLabel(label)}]${linkDestination(href)}` };
    }
  }
}

function writeImage({ href, alt, title, link }: Image): string {
  const image = `![${escapeLabel(alt)}]${linkDestination(href, title)}`;
  return link === undefined ? image : `[${image}]${linkDestination(link)}`;
}

function escapeLabel(label: string): string {
  return escapeMarkdown(label, { startsLine: false, inLink: true, next: ']', encodeFirst: false, encodeLast: false });
}

/** A code span cannot escape: its fence is longer than what it holds, padded where a tick or a blank would be lost. */
function codePiece(node: Nested): Piece {
  const text = textOf(node);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const needsPad = /^`|`$/.test(text) || (/^ .* $/s.test(text) && text.trim() !== '');
  return { type: 'whole', out: needsPad ? `${fence} ${text} ${fence}` : fence + text + fence };
}

function writeText(
  piece: Extract<Piece, { type: 'text' }>,
  pieces: readonly Piece[],
  at: number,
  place: LinePlace,
): string {
  const previous = pieces[at - 1];
  const next = pieces[at + 1];
  return escapeMarkdown(piece.text, {
    startsLine: place === 'lines' && (previous === undefined || previous.type === 'break'),
    inLink: piece.inLink,
    next: next === undefined || next.type === 'text' ? undefined : next.out,
    encodeFirst: needsReference([...piece.text][0], previous, pieces[at - 2], 'close'),
    encodeLast: needsReference([...piece.text].at(-1), next, pieces[at + 2], 'open'),
  });
}

/**
 * Whether the character of a text beside a delimiter keeps it from closing (or opening): a word outside of it and
 * punctuation inside (CommonMark 6.2, left- and right-flanking). `_` bears no word outside at all.
 */
function needsReference(
  char: string | undefined,
  piece: Piece | undefined,
  beyond: Piece | undefined,
  side: 'open' | 'close',
): boolean {
  if (piece?.type === 'emoji') return char !== undefined && hidesEmoji(char);
  if (piece?.type !== side || !(isWordLike(char) || isAstral(char))) return false;
  if (piece.out.startsWith('_')) return true;
  if (piece.out.startsWith('<')) return false;
  const inner = side === 'open' ? firstOf(beyond) : lastOf(beyond);
  return !isWordLike(inner) || isAstral(inner);
}

function firstOf(piece: Piece | undefined): string {
  return piece?.type === 'text' ? ([...piece.text][0] ?? '') : (piece?.out[0] ?? '');
}

function lastOf(piece: Piece | undefined): string {
  return piece?.type === 'text' ? ([...piece.text].at(-1) ?? '') : (piece?.out.at(-1) ?? '');
}
