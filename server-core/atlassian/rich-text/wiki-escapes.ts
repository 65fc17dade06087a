import { reference } from './escape-markdown.ts';
import { decodeEntities, startsEntity } from './named-entities.ts';
import { findWikiEmojiLookalikes } from './wiki-emoticons.ts';

/** What is around a piece of text, as far as it decides what has to be escaped. */
export interface WikiPlace {
  /** It begins a line on which a block could begin. */
  readonly startsLine: boolean;
  /** More of the line follows the piece. */
  readonly goesOn: boolean;
  /** Its first or last character is written as a reference, since an emoji beside it would be hidden by it. */
  readonly encodeFirst: boolean;
  readonly encodeLast: boolean;
  /** It is of the text of a link, which ends at the first bar, and where `!` would begin a picture. */
  readonly inLink: boolean;
  /** It is between double braces. */
  readonly inCode: boolean;
}

/** Somewhere within a line, with markup around it. */
export const amongMarkup: WikiPlace = {
  startsLine: false,
  goesOn: true,
  encodeFirst: false,
  encodeLast: false,
  inLink: false,
  inCode: false,
};

/** All that a backslash takes the meaning from where Jira shows a text; before any other character it is shown. */
export const ESCAPABLE = String.raw`[-#*_+?^~|%{}[\]()!@]`;
const CAN_BE_ESCAPED = new RegExp(ESCAPABLE);

const ADDRESS_COLON = /(?:https?|ftps?|file|irc|nntp|news)(?=:\/\/)|mailto(?=:)/gi;

/**
 * Text so that wiki markup reads it as that text. A backslash takes the meaning from what `ESCAPABLE` has. All else is
 * written as a character reference: the dot of `h1.`, the colon of an address, a backslash that would do so itself, and
 * double braces, which begin code even after backslashes.
 */
export function escapeWiki(text: string, place: WikiPlace): string {
  const chars = Array.from(text);
  const before = new Set([
    // a colon that is written as a reference hides no emoji after it
    ...findWikiEmojiLookalikes(text.replace(/(mailto):/gi, '$1;')),
    ...[...text.matchAll(ADDRESS_COLON)].map((scheme) => scheme.index + scheme[0].length),
  ]);
  const blockDot = place.startsLine ? (/^(?:h[1-6]|bq)(?=\.)/.exec(text)?.[0].length ?? -1) : -1;
  let index = 0;
  const out = chars.map((char, at) => {
    const start = index;
    index += char.length;
    if ((at === 0 && place.encodeFirst) || (at === chars.length - 1 && place.encodeLast)) return reference(char);
    if (char === '\\') {
      const isFree = /[A-Za-z\d ]/.test(chars[at + 1] ?? '') && !(place.encodeLast && at === chars.length - 2);
      return isFree ? char : reference(char);
    }
    if (char === '&') return startsEntity(text, start) ? '&amp;' : char;
    if (!before.has(start) && start !== blockDot && !mustEscape(chars, at, place)) return char;
    return CAN_BE_ESCAPED.test(char) && !needsReference(chars, at, place) ? `\\${char}` : reference(char);
  });
  return out.join('');
}

function mustEscape(chars: readonly string[], at: number, { startsLine, goesOn, inLink }: WikiPlace): boolean {
  const previous = chars[at - 1] ?? '';
  const next = chars[at + 1] ?? '';
  switch (chars[at]) {
    case '{':
    case '}':
    case '[':
    case ']':
    case '|':
      return true;
    case '*':
    case '_':
    case '-':
    case '+':
    case '^':
    case '~':
      return !(isWord(previous) && isWord(next)) && !(previous === ' ' && next === ' ');
    case '?':
      return previous === '?' || next === '?';
    case '!':
      return inLink || (next === '' ? goesOn : next !== ' ');
    case '#':
      return startsLine && at === 0;
    default:
      return false;
  }
}

function needsReference(chars: readonly string[], at: number, { inLink, inCode }: WikiPlace): boolean {
  const char = chars[at];
  if (char === '|' || char === '!') return inLink;
  return (char === '{' || char === '}') && (inCode || chars[at - 1] === char || chars[at + 1] === char);
}

/** What keeps a mark beside it from beginning or ending. */
export function isWord(char: string): boolean {
  return /[\p{L}\p{Nd}]/u.test(char);
}

const ESCAPE = new RegExp(String.raw`\\\\|\\(${ESCAPABLE})|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});`, 'gi');

/** The text that is written so; a double backslash stays. */
export function unescapeWiki(text: string): string {
  return text.replace(ESCAPE, (whole, char?: string) => char ?? (whole === '\\\\' ? whole : decodeEntities(whole)));
}

/** A value between the brackets of a link, a macro or a picture, where no backslash helps; `ends` is what would end it. */
export function wikiValue(value: string, ends = /[|{}[\]\\]/g): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line
    .replace(/&/g, (char, index: number) => (startsEntity(line, index) ? '&amp;' : char))
    .replace(ends, reference);
}

export function readWikiValue(written: string): string {
  return decodeEntities(written.trim());
}
