import { longestBareAddress } from './address-limit.ts';
import { codeFence } from './code-fence.ts';
import { isEmojiName } from './emoji-spelling.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { linkAtomSpelling } from './link-atom.ts';
import { linkDestination } from './link-destination.ts';
import { type Beside, delimitersOf, needsReference, type Piece, textOf } from './markdown-delimiters.ts';
import { type Nested, nestMarks } from './nest-marks.ts';
import { type Image, type Inline, type Mark, textRun } from './rich-text.ts';
import { firstChar, lastChar } from './text-edges.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Where inlines stand: lines of a block of their own, or one line that must stay one, as in a table. */
export type LinePlace = 'lines' | 'one-line';

export function writeMarkdownInlines(inlines: readonly Inline[], place: LinePlace): string {
  const pieces = piecesOf(nestMarks(tidyInlines(inlines.map(spellable))), { place, inLink: false, inStrong: false });
  const line = { pieces, place, amongMarkup: pieces.some(({ type }) => type === 'whole') };
  return pieces.map((piece, at) => (piece.type === 'text' ? writeText(piece, at, line) : piece.out)).join('');
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

function piecesOf(nodes: readonly Nested[], around: Around): Piece[] {
  return nodes.flatMap((node, at): Piece | Piece[] => {
    if ('inline' in node) return pieceOf(node.inline, around);
    const beside: Beside = [nodes[at - 1], nodes[at + 1]];
    if (node.mark.type === 'link') return linkPieces(node.mark, node.inside, around, beside);
    if (node.mark.type === 'code') return node.inside.map(codePiece);
    const inStrong = around.inStrong || node.mark.type === 'strong';
    const [open, close] = delimitersOf(node.mark.type, node.inside, beside, around.inStrong);
    const inside = piecesOf(node.inside, { ...around, inStrong });
    return [{ type: 'open', out: open }, ...inside, { type: 'close', out: close }];
  });
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
    text.length <= longestBareAddress &&
    /^https?:\/\/[a-z\d][a-z\d.-]*[a-z\d](?:[/?#](?:[\w/?=%#.@+~:-]*[a-z\d/=])?)?$/i.test(text) &&
    !/[_~]/.test(text)
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
  return escapeMarkdown(label, {
    startsLine: false,
    inLink: true,
    amongMarkup: true,
    previous: '[',
    next: ']',
    encodeFirst: false,
    encodeLast: false,
  });
}

/** A code span cannot escape: its fence is longer than what it holds, padded where a tick or a blank would be lost. */
function codePiece(node: Nested): Piece {
  const text = textOf(node);
  const fence = codeFence(text, 1);
  const needsPad = /^`|`$/.test(text) || (/^ .* $/s.test(text) && /[^ ]/.test(text));
  return { type: 'whole', out: needsPad ? `${fence} ${text} ${fence}` : fence + text + fence };
}

interface Line {
  readonly pieces: readonly Piece[];
  readonly place: LinePlace;
  readonly amongMarkup: boolean;
}

function writeText(piece: Extract<Piece, { type: 'text' }>, at: number, { pieces, place, amongMarkup }: Line): string {
  const previous = pieces[at - 1];
  const next = pieces[at + 1];
  return escapeMarkdown(piece.text, {
    startsLine: place === 'lines' && (previous === undefined || previous.type === 'break'),
    inLink: piece.inLink,
    amongMarkup,
    previous: previous === undefined || previous.type === 'text' ? undefined : previous.out,
    next: next === undefined || next.type === 'text' ? undefined : next.out,
    encodeFirst: needsReference(firstChar(piece.text), previous, pieces[at - 2], 'close'),
    encodeLast: needsReference(lastChar(piece.text), next, pieces[at + 2], 'open'),
  });
}
