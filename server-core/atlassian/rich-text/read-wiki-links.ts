import { encode, linkTargetHref } from './link-target.ts';
import { withMark } from './marks.ts';
import { type Image, type Inline, type Mark, textRun } from './rich-text.ts';
import { ESCAPABLE, readWikiValue, unescapeWiki } from './wiki-escapes.ts';

type ReadLabel = (label: string) => Inline[];

/** A blank after the bracket makes it a bracket. */
const LINK = /\[(?!\s)((?:\\.|[^\\[\]\n])+)\]/y;

interface Found {
  readonly inlines: readonly Inline[];
  readonly end: number;
}

/** A link, a mention or a card that begins at `at`: `[text|target|tip]`, `[target]`, `[~user]`. */
export function wikiLinkAt(text: string, at: number, readLabel: ReadLabel): Found | undefined {
  LINK.lastIndex = at;
  const [whole = '', inside = ''] = LINK.exec(text) ?? [];
  const parts = splitUnescaped(inside);
  const [first = '', target, tip = ''] = parts;
  const inlines =
    target === undefined ? linkOfItself(first.trim()) : linkTo(target.trim(), first.trim(), tip.trim(), readLabel);
  return inlines === undefined ? undefined : { inlines, end: at + whole.length };
}

/** `!file.png|options!`, whose bars part nothing around it. */
export const WIKI_IMAGE = String.raw`!([^\s!|{}[\]](?:[^!|{}[\]\n]*[^\s!|{}[\]])?)(\|[^!\n]*)?!`;

const LABEL_PIECE = new RegExp(String.raw`\\[^\n]|${WIKI_IMAGE}|[^!|\\]+|[!\\|]`, 'g');

function splitUnescaped(inside: string): string[] {
  const parts = [''];
  for (const [piece] of inside.matchAll(LABEL_PIECE)) {
    if (piece === '|' && parts.length < 3) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** Brackets around what is no address are brackets. */
function linkOfItself(target: string): Inline[] | undefined {
  if (target.startsWith('~')) return mentionOf(target, '');
  const href = hrefOf(target);
  if (href === undefined || !/^(?:[\^#].|[a-z][a-z\d+.-]*:[^\s]|\/\/?[^\s/])/i.test(target)) return undefined;
  const label = /^[\^#]/.test(target) ? readWikiValue(target.slice(1)) : target;
  return [textRun(label, [{ type: 'link', href }])];
}

function linkTo(target: string, label: string, tip: string, readLabel: ReadLabel): Inline[] | undefined {
  if (target.startsWith('~')) return mentionOf(target, unescapeWiki(label));
  const href = hrefOf(target);
  if (href === undefined) return undefined;
  if (/^smart-(?:link|card|embed)$/.test(tip) && /^https?:/i.test(href)) return [{ type: 'card', url: href }];
  const title = readWikiValue(tip);
  const link: Mark = title === '' ? { type: 'link', href } : { type: 'link', href, title };
  const inlines = readLabel(label).map((inline): Inline => {
    if (inline.type === 'text') return { ...inline, marks: withMark(inline.marks, link) };
    return inline.type === 'image' ? { ...inline, link: href } : inline;
  });
  return inlines.length > 0 ? inlines : [textRun(target, [link])];
}

function mentionOf(target: string, name: string): Inline[] | undefined {
  const [, kind, rest = ''] = /^~(accountid:|userkey:)?(.*)$/s.exec(target) ?? [];
  const id = readWikiValue(rest);
  if (id === '') return undefined;
  const idKind = kind === 'accountid:' ? 'accountid' : kind === 'userkey:' ? 'userkey' : 'username';
  return [{ type: 'mention', kind: idKind, id, name: name.replace(/^@\s*/, '') || id }];
}

const ESCAPED = new RegExp(String.raw`\\(${ESCAPABLE})`, 'g');

function hrefOf(target: string): string | undefined {
  if (target.startsWith('#') && target.length > 1) return `#${encode(readWikiValue(target.slice(1)))}`;
  if (target.startsWith('^')) {
    const file = readWikiValue(target.slice(1));
    return file === '' ? undefined : linkTargetHref({ type: 'attachment', file });
  }
  return target === '' ? undefined : target.replace(ESCAPED, '$1').replace(/[\t\n\r]/g, '');
}

const IMAGE = new RegExp(WIKI_IMAGE, 'y');

/** A picture that begins at `at`: `!file.png|alt=…,title=…!`. How wide it is shown, and where, is left out. */
export function wikiImageAt(text: string, at: number): { readonly image: Image; readonly end: number } | undefined {
  IMAGE.lastIndex = at;
  const [whole = '', source = '', options] = IMAGE.exec(text) ?? [];
  if (source === '' || (options === undefined && !/[.:/]/.test(source))) return undefined;
  const given = new Map(
    (options ?? '|')
      .slice(1)
      .split(',')
      .map((option) => [nameOf(option), readWikiValue(option.slice(option.indexOf('=') + 1))]),
  );
  const title = given.get('title') ?? '';
  const image: Image = {
    type: 'image',
    href: /^[a-z][a-z\d+.-]*:|\//i.test(source)
      ? source
      : linkTargetHref({ type: 'attachment', file: readWikiValue(source) }),
    alt: given.get('alt') ?? '',
    ...(title === '' ? {} : { title }),
  };
  return { image, end: at + whole.length };
}

function nameOf(option: string): string {
  return option
    .slice(0, Math.max(0, option.indexOf('=')))
    .trim()
    .toLowerCase();
}
