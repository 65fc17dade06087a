import { EMOJI_NAME, hidesEmoji } from './emoji-spelling.ts';
import type { Inline } from './rich-text.ts';
import { firstChar, lastChar } from './text-edges.ts';

/** The pictures that wiki markup has signs for, by the names that Confluence gives to the same pictures, or Cloud does. */
const signs: Readonly<Record<string, string>> = {
  smile: ':)',
  sad: ':(',
  cheeky: ':P',
  laugh: ':D',
  wink: ';)',
  'thumbs-up': '(y)',
  'thumbs-down': '(n)',
  information: '(i)',
  tick: '(/)',
  cross: '(x)',
  warning: '(!)',
  plus: '(+)',
  minus: '(-)',
  question: '(?)',
  'light-on': '(on)',
  'light-off': '(off)',
  'yellow-star': '(*)',
  'red-star': '(*r)',
  'green-star': '(*g)',
  'blue-star': '(*b)',
  flag_on: '(flag)',
  flag_off: '(flagoff)',
};

const names = new Map([
  ...Object.entries(signs).map(([name, sign]) => [sign, name] as const),
  [':p', 'cheeky'],
  ['(*y)', 'yellow-star'],
]);

const SIGN = String.raw`:\)|:\(|:[PpD]|;\)|\((?:y|n|i|/|x|!|\+|-|\?|on|off|flag|flagoff|\*[rgby]?)\)`;

/** How an emoji is written: a sign that Jira shows as a picture, or its name between colons. */
export function wikiEmoji(name: string): string {
  return (Object.hasOwn(signs, name) ? signs[name] : undefined) ?? `:${name}:`;
}

const LOOKALIKE = new RegExp(String.raw`(?=${SIGN}|(:)(?:${EMOJI_NAME}:|[\w+-]*$))`, 'g');

/** Where in text there is what could be read as an emoji, with what follows it or without. */
export function findWikiEmojiLookalikes(text: string): number[] {
  return [...text.matchAll(LOOKALIKE)].flatMap(({ 1: colon, index }) => {
    const isHidden = colon !== undefined && index > 1 && hidesEmoji(lastChar(text.slice(index - 2, index)));
    return isHidden ? [] : [index];
  });
}

const SIGN_HERE = new RegExp(SIGN, 'y');
const NAMES_HERE = new RegExp(String.raw`(?::${EMOJI_NAME}:)+(?![\p{L}\p{N}_]|:(?![)(DPp]))`, 'uy');

interface FoundEmoji {
  readonly inlines: readonly Inline[];
  readonly end: number;
}

/**
 * The emoji that begin at `at`: a sign, or names between colons. Names stand apart from words, as in Markdown, and so do
 * signs that end with a letter: `a:Data` holds none.
 */
export function wikiEmojiAt(text: string, at: number, afterEmoji: boolean): FoundEmoji | undefined {
  const isApart = afterEmoji || !hidesEmoji(lastChar(text.slice(Math.max(0, at - 2), at)));
  SIGN_HERE.lastIndex = at;
  const sign = SIGN_HERE.exec(text)?.[0] ?? '';
  const name = names.get(sign);
  const end = at + sign.length;
  if (
    name !== undefined &&
    (!/\w$/.test(sign) || (isApart && !/[\p{L}\p{N}]/u.test(firstChar(text.slice(end, end + 2)))))
  ) {
    return { inlines: [{ type: 'emoji', name }], end };
  }
  if (!isApart) return undefined;
  NAMES_HERE.lastIndex = at;
  const run = NAMES_HERE.exec(text)?.[0];
  if (run === undefined) return undefined;
  const inlines = run
    .slice(1, -1)
    .split('::')
    .map((one): Inline => ({ type: 'emoji', name: one }));
  return { inlines, end: at + run.length };
}
