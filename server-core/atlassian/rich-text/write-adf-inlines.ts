import type { AdfMark, AdfNode } from './adf-document.ts';
import { macroAttrs } from './adf-macro.ts';
import { commentRefOf } from './comment-marker.ts';
import { decode, parseLinkTarget } from './link-target.ts';
import { hasCode } from './marks.ts';
import { type Image, type Inline, type Mark, type TextRun, textRun } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Inline content as ADF inline nodes. A picture in a line, which ADF cannot hold unless it stores it, becomes a link. */
export function writeAdfInlines(inlines: readonly Inline[]): AdfNode[] {
  return tidyInlines(inlines.map(sayable)).map(inlineNode);
}

/** What ADF has no node for, said with what it has. */
function sayable(inline: Inline): Inline {
  switch (inline.type) {
    case 'text':
      return sayableText(inline);
    case 'image':
      return mediaAttrs(inline.href) === undefined ? sayableText(linkTo(inline)) : inline;
    case 'mention':
      return inline.kind === 'accountid' ? inline : textRun(`@${inline.name}`);
    default:
      return inline;
  }
}

function linkTo(image: Image): TextRun {
  return textRun(image.alt || fileName(image.href), [{ type: 'link', href: image.link ?? image.href }]);
}

function fileName(href: string): string {
  const name = href.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  return name === '' ? href : name.replace(/^attachment:/, '');
}

/** Code excludes all marks but a link, and a link to a page or an attachment has no address in ADF. */
function sayableText(run: TextRun): TextRun {
  const isCode = hasCode(run.marks);
  const marks = run.marks.filter((mark) => {
    if (mark.type === 'link') return !isOurOwn(mark.href);
    return !isCode || mark.type === 'code';
  });
  return { ...run, marks };
}

function isOurOwn(href: string): boolean {
  const target = parseLinkTarget(href);
  if (commentRefOf(href) !== undefined) return true;
  return (target !== undefined && target.type !== 'anchor') || href.startsWith('media:');
}

function inlineNode(inline: Inline): AdfNode {
  switch (inline.type) {
    case 'text':
      return textNode(inline);
    case 'break':
      return { type: 'hardBreak' };
    case 'emoji':
      return { type: 'emoji', attrs: { shortName: `:${inline.name}:` } };
    case 'mention':
      return { type: 'mention', attrs: { id: inline.id, text: `@${inline.name}` } };
    case 'status':
      return { type: 'status', attrs: { text: inline.text, color: inline.color } };
    case 'date':
      return { type: 'date', attrs: { timestamp: String(Date.parse(`${inline.day}T00:00:00Z`)) } };
    case 'card':
      return { type: 'inlineCard', attrs: { url: inline.url } };
    case 'image':
      return { type: 'mediaInline', attrs: { ...mediaAttrs(inline.href), ...altOf(inline) }, ...linkMarks(inline) };
    case 'macro':
      return { type: 'inlineExtension', attrs: macroAttrs(inline.call) };
  }
}

function textNode({ text, marks }: TextRun): AdfNode {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks: marks.map(adfMark) };
}

function adfMark(mark: Mark): AdfMark {
  switch (mark.type) {
    case 'link':
      return {
        type: 'link',
        attrs: mark.title === undefined ? { href: mark.href } : { href: mark.href, title: mark.title },
      };
    case 'sub':
    case 'sup':
      return { type: 'subsup', attrs: { type: mark.type } };
    default:
      return { type: mark.type };
  }
}

/** A picture that ADF can show as a block of its own: one that it stores, or one at a web address. */
export function mediaSingle(image: Image): AdfNode | undefined {
  const stored = mediaAttrs(image.href);
  const isExternal = /^https?:\/\//i.test(image.href);
  if (stored === undefined && !isExternal) return undefined;
  const attrs = stored === undefined ? { type: 'external', url: image.href } : { type: 'file', ...stored };
  const media: AdfNode = { type: 'media', attrs: { ...attrs, ...altOf(image) } };
  const caption: AdfNode[] =
    image.title === undefined ? [] : [{ type: 'caption', content: [{ type: 'text', text: image.title }] }];
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [media, ...caption], ...linkMarks(image) };
}

/** `media:ID/COLLECTION` */
function mediaAttrs(href: string): { readonly id: string; readonly collection: string } | undefined {
  const [, id, collection = ''] = /^media:([^/]+)(?:\/(.*))?$/s.exec(href) ?? [];
  return id === undefined ? undefined : { id: decode(id), collection: decode(collection) };
}

function altOf({ alt }: Image): { readonly alt?: string } {
  return alt === '' ? {} : { alt };
}

function linkMarks({ link }: Image): { readonly marks?: readonly AdfMark[] } {
  return link === undefined || isOurOwn(link) ? {} : { marks: [{ type: 'link', attrs: { href: link } }] };
}
