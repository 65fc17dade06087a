/**
 * Models sometimes escape line ends twice, so that a text of one line holds `\n` as two characters. But so does text
 * about a Windows account (`CORP\nsmith`), a share (`\\srv\news`) or a regular expression (`\d+\n`), and a line end put
 * there cannot be taken back. So a text is taken for doubly escaped only where it has no real line end, and a literal one
 * stands where only a line end would.
 */

/** A code span, a path of Windows or of a share, or an escaped backslash: no `\n` in one of these is a line end. */
const NOT_LINE_ENDS = String.raw`(?<!${'`'})(${'`'}{1,2})(?!${'`'})[^${'`'}]+\1(?!${'`'})|\b[A-Za-z]:\\[^\s${'`'}]*|(?<!\S)\\\\\w[^\s${'`'}]*|\\\\`;

const LINE_END = String.raw`(?:\\r)?\\n`;

/** What begins a heading, an item, a quote, a table or code; `a\n|b` and `\n*` are seen in regular expressions. */
const BLOCK = String.raw`(?:#{1,6} |[-*] |\d{1,9}[.)] |> ?\S|\|[ :-]|${'`'}{3}|~{3}|---)`;

const SURE_LINE_ENDS = [
  // an empty line between words, though not the two in `split at \n\n, please` or in quotes
  String.raw`(?<=[^\s([{"'])(?:${LINE_END}){2}|(?:${LINE_END}){2}(?=[\p{L}\p{N}])`,
  // a line in front of a block, but not a pattern such as `\s\n* `
  String.raw`(?<=\S)(?<!\\[A-Za-z])${LINE_END}(?= {0,3}${BLOCK})`,
  // the end of a sentence, which no folder (`.\new`) and no pattern (`\d.\n`) is
  String.raw`(?<=(?<!\\)[\p{L}\p{N})][.!?…]["'”’)*_]{0,3} ?)${LINE_END}(?=[\p{L}\p{N}\\]|\*\*\p{L}|$)`,
];

const EITHER = new RegExp(`(?:${NOT_LINE_ENDS})|(?<sure>${SURE_LINE_ENDS.join('|')})|${LINE_END}`, 'gu');
const ONLY_LINE_ENDS = new RegExp(`^(?:${LINE_END})+$`);

/** The text with its literal line ends made real, if it is doubly escaped. */
export function escapedLineEnds(text: string): string {
  if (text.includes('\n') || !text.includes('\\n')) return text;
  if (![...text.matchAll(EITHER)].some(({ groups }) => groups?.['sure'] !== undefined)) return text;
  return text.replace(EITHER, (found) => (ONLY_LINE_ENDS.test(found) ? found.replaceAll(/(?:\\r)?\\n/g, '\n') : found));
}
