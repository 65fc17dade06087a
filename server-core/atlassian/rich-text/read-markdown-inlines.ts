import type { MarkedToken, Token, Tokens } from 'marked';
import { findEmoji } from './emoji-spelling.ts';
import { linkAtomOf } from './link-atom.ts';
import { withMark } from './marks.ts';
import { decodeEntities } from './named-entities.ts';
import { plainTextOf } from './plain-text.ts';
import { type Image, type Inline, type Mark, textRun } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** The inline content of a block whose soft line ends count as blanks. */
export function readMarkdownInlines(tokens: readonly Token[]): Inline[] {
  return tidyInlines(readRawInlines(tokens));
}

/** The same with soft line ends still in the text, for who needs the first line. */
export function readRawInlines(tokens: readonly Token[], marks: readonly Mark[] = []): Inline[] {
  const out: Inline[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const tag = token.type === 'html' ? htmlMark(token.raw) : undefined;
    const end = tag === undefined ? -1 : closingTag(tokens, at, tag);
    if (tag !== undefined && end > at) {
      for (const inline of readRawInlines(tokens.slice(at + 1, end), withMark(marks, { type: tag.mark })))
        out.push(inline);
      at = end;
    } else for (const inline of readToken(token as MarkedToken, marks)) out.push(inline);
  }
  return out;
}

/** What `marked` puts into the stream of one inline run. */
function readToken(token: MarkedToken, marks: readonly Mark[]): Inline[] {
  switch (token.type) {
    case 'strong':
    case 'em':
      return readRawInlines(token.tokens, withMark(marks, { type: token.type }));
    case 'del':
      return readRawInlines(token.tokens, withMark(marks, { type: 'strike' }));
    case 'codespan':
      return [textRun(token.text, withMark(marks, { type: 'code' }))];
    case 'br':
      return [{ type: 'break' }];
    case 'link':
      return readLink(token, marks);
    case 'image':
      return [readImage(token, marks)];
    case 'escape':
      return [textRun(token.text, marks)];
    case 'checkbox':
      return [];
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? [{ type: 'break' }] : [textRun(token.raw, marks)];
    case 'text':
      return 'tokens' in token && token.tokens !== undefined
        ? readRawInlines(token.tokens, marks)
        : readText(token.raw, marks);
    default:
      return readText(token.raw, marks);
  }
}

/** Text as written: emoji are looked for before character references are, so that `&#58;x:` is none. */
function readText(raw: string, marks: readonly Mark[]): Inline[] {
  const out: Inline[] = [];
  let from = 0;
  for (const { name, start, end } of findEmoji(raw)) {
    if (start > from) out.push(textRun(decodeEntities(raw.slice(from, start)), marks));
    out.push({ type: 'emoji', name });
    from = end;
  }
  if (from < raw.length) out.push(textRun(decodeEntities(raw.slice(from)), marks));
  return out;
}

function readLink(token: Tokens.Link, marks: readonly Mark[]): Inline[] {
  const isAngled = token.raw.startsWith('<');
  const href = isAngled ? token.href : cleanHref(token.href);
  if (isAngled && /^https?:/i.test(href)) return [{ type: 'card', url: href }];
  const atom = linkAtomOf(href, plainTextOf(tidyInlines(readRawInlines(token.tokens))));
  if (atom !== undefined) return [atom];
  if (href === '') return readRawInlines(token.tokens, marks);
  const title = token.title ? decodeEntities(token.title).trim() : '';
  const link: Mark = title === '' ? { type: 'link', href } : { type: 'link', href, title };
  const inside = isAngled
    ? [textRun(token.text, withMark(marks, link))]
    : readRawInlines(token.tokens, withMark(marks, link));
  return tidyInlines(inside).length > 0 ? inside : [textRun(href, withMark(marks, link))];
}

function readImage(token: Tokens.Image, marks: readonly Mark[]): Image {
  const title = token.title ? decodeEntities(token.title).trim() : '';
  const link = marks.find((mark) => mark.type === 'link');
  return {
    type: 'image',
    href: cleanHref(token.href),
    alt: plainTextOf(tidyInlines(readRawInlines(token.tokens))),
    ...(title === '' ? {} : { title }),
    ...(link === undefined ? {} : { link: link.href }),
  };
}

function cleanHref(href: string): string {
  return decodeEntities(href)
    .replace(/[\t\n\r]/g, '')
    .trim();
}

interface HtmlMark {
  readonly name: string;
  readonly mark: 'underline' | 'sub' | 'sup' | 'strike';
}

const htmlMarks: Record<string, HtmlMark['mark']> = {
  u: 'underline',
  sub: 'sub',
  sup: 'sup',
  s: 'strike',
  del: 'strike',
};

function htmlMark(raw: string): HtmlMark | undefined {
  const name = /^<(u|sub|sup|s|del)>$/i.exec(raw)?.[1]?.toLowerCase() ?? '';
  const mark = htmlMarks[name];
  return mark === undefined ? undefined : { name, mark };
}

/** The index of the tag that closes the one at `start`; -1 where none of the same run does. */
function closingTag(tokens: readonly Token[], start: number, { name }: HtmlMark): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const raw = tokens[at]?.type === 'html' ? tokens[at]?.raw.toLowerCase() : undefined;
    if (raw === `<${name}>`) depth++;
    if (raw === `</${name}>` && --depth === 0) return at;
  }
  return -1;
}
