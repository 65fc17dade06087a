import { withComment } from './comment-marker.ts';
import { isDay } from './link-atom.ts';
import { linkTargetHref } from './link-target.ts';
import { withMark } from './marks.ts';
import { storageMention, storageTarget, storageUrl, targetLabel } from './read-storage-links.ts';
import { isInlineMacro, readInlineMacro } from './read-storage-macro.ts';
import { type Image, type Inline, type Mark, textRun } from './rich-text.ts';
import { attribute, firstOf, textIn, type XmlElement, type XmlNode } from './storage-xml.ts';
import { tidyInlines } from './tidy-inlines.ts';

type ReadLine = (nodes: readonly XmlNode[], marks: readonly Mark[]) => Inline[];

/** What an element stands for in a line of text; `undefined` for one that is a block or nothing by itself. */
export function readStorageInline(
  element: XmlElement,
  marks: readonly Mark[],
  readLine: ReadLine,
): Inline[] | undefined {
  switch (element.name) {
    case 'br':
      return [{ type: 'break' }];
    case 'a':
      return readAnchor(element, marks, readLine);
    case 'ac:link':
      return readLink(element, marks, readLine);
    case 'ac:image':
    case 'img':
      return [readImage(element, marks)];
    case 'ac:emoticon':
      return [readEmoji(element, marks)];
    case 'time':
      return readTime(element, marks);
    case 'ac:inline-comment-marker': {
      const ref = attribute(element, 'ac:ref');
      const inside = readLine(element.children, marks);
      return ref === undefined ? inside : withComment(ref, inside);
    }
    case 'ri:user':
      return [storageMention(element, '') ?? textRun('@user', marks)];
    case 'ac:structured-macro':
    case 'ac:macro':
      return isInlineMacro(element) ? [readInlineMacro(element)] : undefined;
    default:
      return undefined;
  }
}

function readAnchor(element: XmlElement, marks: readonly Mark[], readLine: ReadLine): Inline[] {
  const href = attribute(element, 'href')?.replace(/[\t\n\r]/g, '');
  if (href === undefined) return readLine(element.children, marks);
  if (attribute(element, 'data-card-appearance') !== undefined) return [{ type: 'card', url: href }];
  return linked(href, href, attribute(element, 'title'), element.children, marks, readLine);
}

function linked(
  href: string,
  label: string,
  title: string | undefined,
  body: readonly XmlNode[],
  marks: readonly Mark[],
  readLine: ReadLine,
): Inline[] {
  const linkMarks = withMark(marks, title === undefined ? { type: 'link', href } : { type: 'link', href, title });
  const inside = readLine(body, linkMarks);
  return tidyInlines(inside).length > 0 ? inside : [textRun(label, linkMarks)];
}

/** A link to a page, a file, a person or a place; its text may be XHTML or plain. One that leads nowhere keeps its text. */
function readLink(element: XmlElement, marks: readonly Mark[], readLine: ReadLine): Inline[] {
  const body = (firstOf(element, 'ac:link-body') ?? firstOf(element, 'ac:plain-text-link-body'))?.children ?? [];
  const mention = storageMention(element, oneLine(body.map(textIn).join('')));
  if (mention !== undefined) return [mention];
  const target = storageTarget(element);
  const href = target === undefined ? storageUrl(element) : linkTargetHref(target);
  if (href === undefined) return body.length > 0 ? readLine(body, marks) : [textRun('[link]', marks)];
  return linked(href, target === undefined ? href : targetLabel(target), undefined, body, marks, readLine);
}

function readImage(element: XmlElement, marks: readonly Mark[]): Image {
  const target = storageTarget(element);
  const href = target === undefined ? (storageUrl(element) ?? attribute(element, 'src') ?? '') : linkTargetHref(target);
  const caption = firstOf(element, 'ac:caption');
  const title =
    attribute(element, 'ac:title') ?? attribute(element, 'title') ?? (caption === undefined ? '' : textIn(caption));
  const link = marks.find((mark) => mark.type === 'link');
  return {
    type: 'image',
    href,
    alt: oneLine(attribute(element, 'ac:alt') ?? attribute(element, 'alt') ?? ''),
    ...(title.trim() === '' ? {} : { title: oneLine(title) }),
    ...(link === undefined ? {} : { link: link.href }),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function readEmoji(element: XmlElement, marks: readonly Mark[]): Inline {
  const name = attribute(element, 'ac:emoji-shortname') ?? attribute(element, 'ac:name') ?? '';
  const bare = name.replace(/^:|:$/g, '');
  return bare === '' ? textRun(attribute(element, 'ac:emoji-fallback') ?? '', marks) : { type: 'emoji', name: bare };
}

function readTime(element: XmlElement, marks: readonly Mark[]): Inline[] {
  const day = attribute(element, 'datetime') ?? '';
  return isDay(day) ? [{ type: 'date', day }] : [textRun(textIn(element) || day, marks)];
}
