import { longestBareAddress } from './address-limit.ts';
import { withoutSentence } from './collect-links.ts';
import { decodeEntities } from './named-entities.ts';
import { wikiImageAt, wikiLinkAt } from './read-wiki-links.ts';
import { type Inline, type MacroCall, statusColors, textRun } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';
import { statusShades } from './wiki-boxes.ts';
import { type Delimiter, delimiterAt, pairDelimiters } from './wiki-delimiters.ts';
import { wikiEmojiAt } from './wiki-emoticons.ts';
import { ESCAPABLE, unescapeWiki } from './wiki-escapes.ts';
import { bareMacroAt } from './wiki-macros.ts';

/** Lines of text: each line end is a line break, and no mark reaches over one. */
export function readWikiInlines(text: string): Inline[] {
  const lines = text.split('\n').map((line) => readLine(line.trim(), false));
  return tidyInlines(lines.flatMap((line, at): Inline[] => (at === 0 ? line : [{ type: 'break' }, ...line])));
}

/** Something of a line that was recognised, up to `end`; nothing where only its spelling is left out, as of a color. */
interface Token {
  readonly inlines: readonly Inline[];
  readonly end: number;
}

/** What something other than words may begin with. */
const SPECIAL = /(?<![\p{L}\p{N}])(?:(?:https?|ftps?|file|irc|nntp|news):\/\/|mailto:)|[\\{[!&*_^~?:;(+-]/giu;

function readLine(line: string, inLink: boolean): Inline[] {
  const parts: (Inline | Delimiter)[] = [];
  let from = 0;
  let at = 0;
  const add = (inlines: readonly Inline[]) => {
    if (at > from) parts.push(textRun(line.slice(from, at)));
    for (const inline of inlines) parts.push(inline);
  };
  let emojiEnd = 0;
  for (;;) {
    SPECIAL.lastIndex = at;
    const found = SPECIAL.exec(line);
    if (found === null) break;
    at = found.index;
    const emoji = wikiEmojiAt(line, at, emojiEnd === at);
    const token = emoji === undefined ? tokenAt(line, at, found[0], inLink) : emoji;
    if (token !== undefined) {
      add(token.inlines);
      from = token.end;
      at = token.end;
      if (emoji !== undefined) emojiEnd = at;
      continue;
    }
    const delimiter = delimiterAt(line, at);
    if (delimiter === undefined) at += found[0].length;
    else {
      add([]);
      parts.push(delimiter);
      at += delimiter.text.length;
      from = at;
    }
  }
  at = line.length;
  add([]);
  return pairDelimiters(parts);
}

const COLOR = /\{color(?::[^{}\n]*)?\}/y;
const CODE = /\{\{((?:\\.|\{(?!\{)|(?!\}\}(?!\}))\}|[^{}\\])+)\}\}/y;
const STATUS = /\*\{color:(#[\da-f]{6})\}\\\[ ((?:\\.|[^\\{}])+?) \\\]\{color\}\*/y;
/** Two backslashes, unless more of them follow in the word, as in the name of a share: `\\\\host\\share`. */
const BREAK = new RegExp(String.raw`(?<!\\)\\\\(?!(?:[^\s\\]|\\${ESCAPABLE})*\\)`, 'y');
const ESCAPED = new RegExp(String.raw`(?<!\\)\\(${ESCAPABLE})`, 'y');
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy;
const DASH = /-{2,3}(?![^\s])/y;
const ADDRESS = /[a-z]+:[^\s<>"`|\\^{}[\]]+/iy;

function tokenAt(line: string, at: number, special: string, inLink: boolean): Token | undefined {
  if (special.length > 1) return inLink ? undefined : addressAt(line, at);
  switch (special) {
    case '\\': {
      const [lineBreak] = matchAt(BREAK, line, at);
      if (lineBreak !== undefined) return { inlines: [{ type: 'break' }], end: at + lineBreak.length };
      const [, char] = matchAt(ESCAPED, line, at);
      return char === undefined ? undefined : { inlines: [textRun(char)], end: at + 2 };
    }
    case '&': {
      const [entity] = matchAt(ENTITY, line, at);
      return entity === undefined ? undefined : { inlines: [textRun(decodeEntities(entity))], end: at + entity.length };
    }
    case '{':
      return braceAt(line, at);
    case '[':
      return inLink ? undefined : wikiLinkAt(line, at, (label) => readLine(label, true));
    case '!': {
      const found = wikiImageAt(line, at);
      return found === undefined ? undefined : { inlines: [found.image], end: found.end };
    }
    case '*':
      return statusAt(line, at);
    case '-': {
      const [dash] = /^\S/.test(line.charAt(at - 1)) ? [] : matchAt(DASH, line, at);
      return dash === undefined
        ? undefined
        : { inlines: [textRun(dash.length === 2 ? '–' : '—')], end: at + dash.length };
    }
    default:
      return undefined;
  }
}

function matchAt(pattern: RegExp, line: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(line) ?? [];
}

function braceAt(line: string, at: number): Token | undefined {
  const [color] = matchAt(COLOR, line, at);
  if (color !== undefined) return { inlines: [], end: at + color.length };
  const [code, text = ''] = matchAt(CODE, line, at);
  if (code !== undefined) return { inlines: [textRun(unescapeWiki(text), [{ type: 'code' }])], end: at + code.length };
  const macro = bareMacroAt(line, at);
  return macro && { inlines: [statusOf(macro.call) ?? { type: 'macro', call: macro.call }], end: macro.end };
}

/** The status that Confluence's macro of that name shows. */
function statusOf({ name, parameters }: MacroCall): Inline | undefined {
  const { title = '', colour = 'Grey', ...more } = parameters;
  const known = colour.toLowerCase().replace(/^gr[ea]y$/, 'neutral');
  const color = statusColors.find((one) => one === known);
  if (name !== 'status' || title === '' || color === undefined || Object.keys(more).length > 0) return undefined;
  return { type: 'status', text: title, color };
}

function statusAt(line: string, at: number): Token | undefined {
  const [status, shade, text = ''] = matchAt(STATUS, line, at);
  const color = statusColors.find((one) => statusShades[one] === shade);
  if (status === undefined || color === undefined) return undefined;
  return { inlines: [{ type: 'status', text: unescapeWiki(text), color }], end: at + status.length };
}

/** An address in text is a link, without the punctuation of the sentence around it; one that leads nowhere is text. */
function addressAt(line: string, at: number): Token | undefined {
  const [written] = matchAt(ADDRESS, line, at);
  if (written === undefined) return undefined;
  const href = written.length > 2 * longestBareAddress ? written : withoutSentence(written);
  const isAddress = href.length <= longestBareAddress && /:(?:\/\/)?[^/\s]/.test(href);
  const text = isAddress ? href : written;
  return { inlines: [textRun(text, isAddress ? [{ type: 'link', href }] : [])], end: at + text.length };
}
