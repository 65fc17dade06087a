import { findEmojiLookalikes } from './emoji-spelling.ts';
import { startsEntity } from './named-entities.ts';

/** What is around a piece of text, as far as it decides what has to be escaped. */
export interface TextPlace {
  /** It begins a line on which a block could begin. */
  readonly startsLine: boolean;
  /** Inside the brackets of a link, where the lexer reads escapes of brackets twice. */
  readonly inLink: boolean;
  /** In a line with links or code, which a bracket before them might take in. */
  readonly amongMarkup: boolean;
  /** What is before it and what follows it: nothing of the block, or something that ends or begins with this. */
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** Its first or last character is written as a reference, so that the delimiter beside it can open or close. */
  readonly encodeFirst: boolean;
  readonly encodeLast: boolean;
}

/** Text so that Markdown reads it as that text, escaped no more than it must be: people and models read it too. */
export function escapeMarkdown(text: string, place: TextPlace): string {
  const chars = Array.from(text);
  const before = new Set([...emojiColons(chars, place), ...addressBreaks(text, place)]);
  const brackets = place.inLink && !hasTameBrackets(text);
  let index = 0;
  const out = chars.map((char, at) => {
    const start = index;
    index += char.length;
    if ((at === 0 && place.encodeFirst) || (at === chars.length - 1 && place.encodeLast)) return reference(char);
    if (before.has(start)) return `\\${char}`;
    if (brackets && (char === '[' || char === ']')) return reference(char);
    if (char === '\\' && place.inLink) return reference(char);
    if (char === '`' && at === chars.length - 1) return reference(char);
    return mustEscape(chars, at, start, text, place) ? `\\${char}` : char;
  });
  const escaped = out.join('');
  return place.startsLine ? escapeLineStart(escaped) : escaped;
}

/** `&#97;`, which counts as punctuation where a delimiter asks what stands beside it. */
export function reference(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

function mustEscape(chars: readonly string[], at: number, start: number, text: string, place: TextPlace): boolean {
  const previous = chars[at - 1];
  const next = chars[at + 1] ?? place.next;
  switch (chars[at]) {
    case '`':
      return true;
    case '\\':
      return !/[A-Za-mo-qs-z\d ]/.test(chars[at + 1] ?? '') || (place.encodeLast && at === chars.length - 2);
    case '*':
    case '~':
      return !(previous === ' ' && chars[at + 1] === ' ');
    case '_':
      return !isInsideWord(chars, at, place) && !(previous === ' ' && chars[at + 1] === ' ');
    case '<':
      return chars[at + 1] === undefined || /[A-Za-z/!?]/.test(chars[at + 1] ?? '');
    case '&':
      return startsEntity(text, start);
    case '[':
      return !place.inLink && place.amongMarkup;
    case ']':
      return !place.inLink && next !== undefined && /^[([:]/.test(next);
    case '!':
      return chars[at + 1] === undefined && next?.startsWith('[') === true;
    default:
      return false;
  }
}

/** `snake_case`, with a letter or digit on either side that is written as itself. */
function isInsideWord(chars: readonly string[], at: number, place: TextPlace): boolean {
  const isPlain = (index: number) =>
    /[\p{L}\p{N}]/u.test(chars[index] ?? '') &&
    !(place.encodeFirst && index === 0) &&
    !(place.encodeLast && index === chars.length - 1);
  return isPlain(at - 1) && isPlain(at + 1);
}

/** Whether the brackets of a link's text come in pairs, one after the other, and none could be a link. */
function hasTameBrackets(text: string): boolean {
  return /^[^[\]\\]*(?:\[[^[\]\\]+\](?![([:])[^[\]\\]*)*$/.test(text);
}

/** A character that is written as a reference hides no emoji. */
function emojiColons(chars: readonly string[], place: TextPlace): number[] {
  const blank = (at: number) => ' '.repeat(chars[at]?.length ?? 0);
  const shown = [...chars];
  if (place.encodeFirst) shown[0] = blank(0);
  if (place.encodeLast) shown[chars.length - 1] = blank(chars.length - 1);
  return findEmojiLookalikes(shown.join('')).map(({ start }) => start);
}

/** Web and e-mail addresses that become links by themselves, as the lexer finds them. */
const ADDRESS = /(?:https?|ftp):\/\/\S*|www\.\S*|(?:mailto|xmpp):\S*|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\S*/gi;
const TAME_ADDRESS = /^(?:[A-Za-z\d/:?=%#.,@+;$&()-]|(?<=[A-Za-z\d])_(?=[A-Za-z\d]))*$/;

/**
 * Where to break addresses that the lexer would make too long: the ones that run into markup or that need an escape.
 * The others stay as they are, for people to read; they are read back as links.
 */
function addressBreaks(text: string, place: TextPlace): number[] {
  if (place.inLink) return [];
  return [...text.matchAll(ADDRESS)].flatMap((address) => {
    const end = address.index + address[0].length;
    const isApart = end < text.length ? true : place.next === undefined || /^\s/.test(place.next);
    const before = text.slice(Math.max(0, address.index - 2), address.index);
    const isAfterBlank = /(?:\s|(?<!\])\()$/.test(address.index < 2 ? (place.previous ?? ' ') + before : before);
    const isWhole =
      isAfterBlank && !(place.encodeFirst && address.index === 0) && !(place.encodeLast && end === text.length);
    if (isApart && isWhole && TAME_ADDRESS.test(address[0])) return [];
    return [...address[0].matchAll(/:(?=\/\/)|(?<=^(?:mailto|xmpp)):|(?<=\bwww)\.|@/gi)].map(
      (found) => address.index + found.index,
    );
  });
}

/** What at the start of a line would begin a heading, quote, list, rule, table, underline, definition or task. */
function escapeLineStart(escaped: string): string {
  if (/^[>[]|^#{1,6}(?=\s|$)|^[-+=|](?=[-+=:|\s\\]|$)|^:-/.test(escaped)) return `\\${escaped}`;
  return escaped.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}
