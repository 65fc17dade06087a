/** `smile`, `+1`, `white_check_mark`: one letter at least, so that a time such as `10:30:00` holds none. */
export const EMOJI_NAME = '(?:(?=[\\w+-]{0,63}[A-Za-z])[\\w+-]{1,64}|[+-]1|100)';
const ONE = new RegExp(`:(${EMOJI_NAME}):`, 'g');
/** One or more in a row, apart from words and colons: `std::string::npos` holds none either. */
const SOME = new RegExp(`(?<![\\p{L}\\p{N}_:])(?::${EMOJI_NAME}:)+(?![\\p{L}\\p{N}_:])`, 'gu');

/** Whether an emoji can be called `name` in text. */
export function isEmojiName(name: string): boolean {
  return new RegExp(`^${EMOJI_NAME}$`).test(name);
}

/** The same for text that is yet to be escaped, after which `_` no longer keeps an emoji from being read. */
const SOME_ONCE_ESCAPED = new RegExp(`(?<![\\p{L}\\p{N}:])(?::${EMOJI_NAME}:)+(?![\\p{L}\\p{N}:])`, 'gu');

interface FoundEmoji {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where in Markdown emoji are spelled, in order. */
export function findEmoji(source: string): FoundEmoji[] {
  return find(source, SOME);
}

/** Where in text there is what Markdown would read as an emoji. */
export function findEmojiLookalikes(text: string): FoundEmoji[] {
  return find(text, SOME_ONCE_ESCAPED);
}

function find(text: string, runs: RegExp): FoundEmoji[] {
  if (!text.includes(':')) return [];
  return [...text.matchAll(runs)].flatMap((run) =>
    [...run[0].matchAll(ONE)].map((one) => {
      const start = run.index + one.index;
      return { name: one[1] ?? '', start, end: start + one[0].length };
    }),
  );
}

/** Whether `char` right before or after an emoji would keep it from being read as one. */
export function hidesEmoji(char: string): boolean {
  return /[\p{L}\p{N}_:]/u.test(char);
}
