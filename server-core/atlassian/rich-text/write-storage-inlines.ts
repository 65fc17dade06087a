import { parseLinkTarget } from './link-target.ts';
import { type Nested, nestMarks } from './nest-marks.ts';
import { type Image, type Inline, textRun } from './rich-text.ts';
import { tidyInlines } from './tidy-inlines.ts';
import { resourceOf, writeStorageLink } from './write-storage-links.ts';
import { writeStorageMacro, writeStorageUser } from './write-storage-macro.ts';
import { xmlElement, xmlText } from './xml-text.ts';

/** Inline content as XHTML. */
export function writeStorageInlines(inlines: readonly Inline[]): string {
  return nestMarks(tidyInlines(inlines.map(sayable)))
    .map(writeNested)
    .join('');
}

/** `media:…` is ADF's name for a file, which storage does not know. */
function sayable(inline: Inline): Inline {
  if (inline.type === 'image' && isMedia(inline.href)) return textRun(inline.alt || inline.href);
  if (inline.type === 'image' && isMedia(inline.link)) return withoutLink(inline);
  if (inline.type === 'text')
    return { ...inline, marks: inline.marks.filter((mark) => mark.type !== 'link' || !isMedia(mark.href)) };
  return inline;
}

function isMedia(href: string | undefined): boolean {
  return href?.startsWith('media:') === true;
}

function withoutLink({ href, alt, title }: Image): Image {
  return { type: 'image', href, alt, ...(title === undefined ? {} : { title }) };
}

const elements = {
  strong: 'strong',
  em: 'em',
  strike: 'del',
  underline: 'u',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
} as const;

function writeNested(node: Nested): string {
  if ('inline' in node) return writeInline(node.inline);
  const body = node.inside.map(writeNested).join('');
  const { mark } = node;
  return mark.type === 'link'
    ? writeStorageLink(mark.href, mark.title, body)
    : xmlElement(elements[mark.type], {}, body);
}

function writeInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return xmlText(inline.text);
    case 'break':
      return '<br />';
    case 'emoji':
      return writeEmoji(inline.name);
    case 'mention':
      return xmlElement('ac:link', {}, writeStorageUser(inline));
    case 'status':
      return writeStatus(inline);
    case 'date':
      return xmlElement('time', { datetime: inline.day });
    case 'card':
      return xmlElement('a', { href: inline.url, 'data-card-appearance': 'inline' }, xmlText(inline.url));
    case 'image':
      return writeImage(inline);
    case 'macro':
      return writeStorageMacro(inline.call, undefined);
  }
}

/** The emoticons that Confluence has had since before emoji. */
const emoticons = new Set(
  'smile sad cheeky laugh wink thumbs-up thumbs-down information tick cross warning plus minus question light-on light-off yellow-star red-star green-star blue-star heart broken-heart'.split(
    ' ',
  ),
);

function writeEmoji(name: string): string {
  return xmlElement('ac:emoticon', {
    'ac:name': emoticons.has(name) ? name : 'blue-star',
    'ac:emoji-shortname': `:${name}:`,
  });
}

function writeStatus({ text, color }: Extract<Inline, { type: 'status' }>): string {
  const colour = color === 'neutral' ? {} : { colour: color[0]?.toUpperCase() + color.slice(1) };
  return writeStorageMacro({ name: 'status', parameters: { title: text, ...colour } }, undefined);
}

function writeImage({ href, alt, title, link }: Image): string {
  const target = parseLinkTarget(href);
  const source = target?.type === 'attachment' ? resourceOf(target) : xmlElement('ri:url', { 'ri:value': href });
  const image = xmlElement('ac:image', { 'ac:alt': alt === '' ? undefined : alt, 'ac:title': title }, source);
  return link === undefined ? image : writeStorageLink(link, undefined, image);
}
