import { longestBareAddress } from './address-limit.ts';
import { hidesEmoji } from './emoji-spelling.ts';
import { encode, parseLinkTarget } from './link-target.ts';
import { type Nested, nestMarks } from './nest-marks.ts';
import { type Image, type Inline, type Mark, textRun } from './rich-text.ts';
import { firstChar, lastChar } from './text-edges.ts';
import { tidyInlines } from './tidy-inlines.ts';
import { statusShades } from './wiki-boxes.ts';
import { wikiEmoji } from './wiki-emoticons.ts';
import { amongMarkup, escapeWiki, isWord, wikiValue } from './wiki-escapes.ts';
import { canBeBare, writeBareMacro } from './wiki-macros.ts';

/** Where inlines stand: lines of a block of their own, or one line that must stay one, as in a table. */
export type WikiLinePlace = 'lines' | 'one-line';

export function writeWikiInlines(inlines: readonly Inline[], place: WikiLinePlace): string {
  const lines: Inline[][] = [[]];
  for (const inline of tidyInlines(inlines.map(sayable))) {
    if (inline.type === 'break') lines.push([]);
    else lines.at(-1)?.push(inline);
  }
  return lines
    .map((line) => writeNodes(nestMarks(line), { inLink: false, goesOn: false }, true))
    .reduce((before, line) => {
      // an empty line would end the paragraph
      if (place === 'one-line' || line === '') return `${before} \\\\ ${line}`.replace(/ $/, '');
      return `${before}\n${line}`;
    });
}

/** What wiki markup has no spelling for is text. */
function sayable(inline: Inline): Inline {
  switch (inline.type) {
    case 'text': {
      const marks = inline.marks.filter((mark) => mark.type !== 'link' || hrefInWiki(mark.href) !== undefined);
      return { ...inline, marks };
    }
    case 'date':
      return textRun(inline.day);
    case 'macro':
      return canBeBare(inline.call.name) ? inline : textRun(inline.call.name);
    case 'image':
      return imageSource(inline.href) === undefined ? textRun(inline.alt || inline.href) : inline;
    case 'card':
      return /^https?:/i.test(inline.url) ? inline : textRun(inline.url, [{ type: 'link', href: inline.url }]);
    default:
      return inline;
  }
}

interface Around {
  readonly inLink: boolean;
  readonly goesOn: boolean;
}

function writeNodes(nodes: readonly Nested[], around: Around, startsLine: boolean): string {
  return nodes
    .map((node, at) => {
      const place = { ...around, goesOn: around.goesOn || at < nodes.length - 1 };
      const [previous, next] = [nodes[at - 1], nodes[at + 1]];
      if ('mark' in node) return writeMarked(node, place, startsLine && at === 0, [previous, next]);
      if (node.inline.type !== 'text') return writeInline(node.inline);
      const { text } = node.inline;
      return escapeWiki(text, {
        ...amongMarkup,
        inLink: around.inLink,
        startsLine: startsLine && at === 0,
        goesOn: place.goesOn,
        encodeFirst: isEmoji(previous) && hidesEmoji(firstChar(text)),
        encodeLast: isEmoji(next) && hidesEmoji(lastChar(text)),
      });
    })
    .join('');
}

function isEmoji(node: Nested | undefined): boolean {
  return node !== undefined && 'inline' in node && node.inline.type === 'emoji';
}

function textIn(node: Nested | undefined): string {
  return node !== undefined && 'inline' in node && node.inline.type === 'text' ? node.inline.text : '';
}

/** The same with the sign that a status begins and ends with. */
function wordsIn(node: Nested | undefined): string {
  return node !== undefined && 'inline' in node && node.inline.type === 'status' ? '*' : textIn(node);
}

const delimiters = { strong: '*', em: '_', strike: '-', underline: '+', sup: '^', sub: '~' } as const;

type Beside = readonly [Nested | undefined, Nested | undefined];

/** Beside a word, or beside its own character, a mark begins and ends only in braces; `_` would hide an emoji. */
function writeMarked(
  { mark, inside }: Extract<Nested, { mark: Mark }>,
  around: Around,
  startsLine: boolean,
  beside: Beside,
): string {
  if (mark.type === 'link') return writeLink(mark, inside, beside, around.goesOn);
  if (mark.type === 'code') return inside.map((node) => writeCode(textIn(node), around.inLink)).join('');
  const char = delimiters[mark.type];
  const body = writeNodes(inside, { ...around, goesOn: true }, startsLine);
  const edges = [lastChar(wordsIn(beside[0])), firstChar(wordsIn(beside[1]))];
  const needsBraces =
    around.inLink ||
    edges.some(isWord) ||
    [...edges, firstChar(body), lastChar(body)].includes(char) ||
    (char === '_' && beside.some(isEmoji));
  const delimiter = needsBraces ? `{${char}}` : char;
  return delimiter + body + delimiter;
}

/** Blanks at its edges would keep it from being code. */
function writeCode(text: string, inLink: boolean): string {
  const place = { ...amongMarkup, inLink, inCode: true };
  const [, before = '', words = '', after = ''] = /^( *)(.*?)( *)$/s.exec(text) ?? [];
  return `{{${'&#32;'.repeat(before.length)}${escapeWiki(words, place)}${'&#32;'.repeat(after.length)}}}`;
}

const BARE = /^https?:\/\/[\w.-]*\w(?:[/?#](?:[\w/?=%#.@+:&-]*[A-Za-z\d/=])?)?$/i;

function writeLink(
  { href, title }: Extract<Mark, { type: 'link' }>,
  inside: readonly Nested[],
  [previous, next]: Beside,
  goesOn: boolean,
): string {
  const target = hrefInWiki(href) ?? '';
  const isItself = inside.length === 1 && textIn(inside[0]) === href && target === href && title === undefined;
  const isApart =
    (previous === undefined || /\s$/.test(textIn(previous))) &&
    (next === undefined ? !goesOn : /^\s/.test(textIn(next)));
  if (isItself && isApart && BARE.test(href) && href.length <= longestBareAddress) return href;
  if (isItself && /^https?:/i.test(href)) return `[${href}]`;
  const tip = title === undefined || title === 'smart-link' ? '' : `|${wikiValue(title)}`;
  return `[${writeNodes(inside, { inLink: true, goesOn: true }, false)}|${target}${tip}]`;
}

/** Where a link leads, as Jira says it; `undefined` for what is nowhere in Jira: pages, spaces and files of pages. */
function hrefInWiki(href: string): string | undefined {
  const target = parseLinkTarget(href);
  if (target?.type === 'anchor') return `#${wikiValue(target.anchor)}`;
  if (target?.type === 'attachment') return target.title === undefined ? `^${wikiValue(target.file)}` : undefined;
  if (target !== undefined || href.trim() === '' || /^(?:comment|media):/.test(href)) return undefined;
  return encodeAddress(href).replace(/^~/, '%7E');
}

function encodeAddress(address: string): string {
  return address.trim().replace(/[\s|[\]{}\\^`"<>!\p{Cc}]|\p{Cs}/gu, encode);
}

const IMAGE_ENDS = /[|{}[\]\\!,]/g;

function imageSource(href: string): string | undefined {
  const target = parseLinkTarget(href);
  if (target?.type === 'attachment') return target.title === undefined ? wikiValue(target.file, IMAGE_ENDS) : undefined;
  return target !== undefined || href.trim() === '' || href.startsWith('media:') ? undefined : encodeAddress(href);
}

function writeImage({ href, alt, title, link }: Image): string {
  const source = imageSource(href) ?? '';
  const given = [
    ...(alt === '' ? [] : [`alt=${wikiValue(alt, IMAGE_ENDS)}`]),
    ...(title === undefined || title === '' ? [] : [`title=${wikiValue(title, IMAGE_ENDS)}`]),
  ];
  const isPlain = given.length === 0 && /[.:/]/.test(source);
  const image = isPlain ? `!${source}!` : `!${source}|${given.join(',')}!`;
  const target = link === undefined ? undefined : hrefInWiki(link);
  return target === undefined ? image : `[${image}|${target}]`;
}

const mentionPrefixes = { username: '', accountid: 'accountid:', userkey: 'userkey:' } as const;

function writeInline(inline: Exclude<Inline, { type: 'text' }>): string {
  switch (inline.type) {
    case 'break':
      return '\\\\ ';
    case 'emoji':
      return wikiEmoji(inline.name);
    case 'mention':
      return `[~${mentionPrefixes[inline.kind]}${wikiValue(inline.id)}]`;
    case 'status': {
      const text = escapeWiki(inline.text, amongMarkup);
      return `*{color:${statusShades[inline.color]}}\\[ ${text} \\]{color}*`;
    }
    case 'date':
      return inline.day;
    case 'card':
      return `[${encodeAddress(inline.url)}|${encodeAddress(inline.url)}|smart-link]`;
    case 'image':
      return writeImage(inline);
    case 'macro':
      return writeBareMacro(inline.call);
  }
}
