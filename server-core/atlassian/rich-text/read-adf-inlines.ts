import { macroCallOf } from './adf-macro.ts';
import { isRecord, textAttr, type UnknownNode } from './adf-node-reader.ts';
import { isDay } from './link-atom.ts';
import { encode } from './link-target.ts';
import { withMark } from './marks.ts';
import { type Image, type Inline, type Mark, statusColors, textRun } from './rich-text.ts';

/** Inline nodes of a document as it came: unknown ones stay visible. */
export function readAdfInlines(nodes: readonly UnknownNode[]): Inline[] {
  return nodes.flatMap(readInline);
}

function readInline(node: UnknownNode): Inline[] {
  switch (node.type) {
    case 'text':
      return textLines(node.text, marksOf(node));
    case 'hardBreak':
      return [{ type: 'break' }];
    case 'mention':
      return [mentionOf(node)];
    case 'emoji':
      return [emojiOf(node)];
    case 'status':
      return [statusOf(node)];
    case 'date':
      return [dateOf(node)];
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return [cardOf(node)];
    case 'mediaInline':
    case 'media':
      return [imageOf(node, linkOf(node))];
    case 'inlineExtension':
    case 'extension':
      return [macroOf(node)];
    case 'placeholder':
      return [textRun(`[${textAttr(node, 'text')}]`)];
    default:
      return unknownInline(node);
  }
}

/** ADF of programs often holds line ends, which the editor shows as such. */
function textLines(text: string, marks: readonly Mark[]): Inline[] {
  return text.split(/\r\n?|\n/).flatMap((line, index): Inline[] => {
    const run = textRun(line, marks);
    return index === 0 ? [run] : [{ type: 'break' }, run];
  });
}

/** Marks that only colour or place text are not kept. */
function marksOf(node: UnknownNode): readonly Mark[] {
  let marks: readonly Mark[] = [];
  for (const mark of node.marks) {
    const read = readMark(mark);
    if (read !== undefined) marks = withMark(marks, read);
  }
  return marks;
}

function readMark(mark: UnknownNode): Mark | undefined {
  switch (mark.type) {
    case 'strong':
    case 'em':
    case 'strike':
    case 'underline':
    case 'code':
      return { type: mark.type };
    case 'subsup':
      return { type: textAttr(mark, 'type') === 'sub' ? 'sub' : 'sup' };
    case 'link': {
      const href = textAttr(mark, 'href')
        .replace(/[\t\n\r]/g, '')
        .trim();
      const title = textAttr(mark, 'title').trim();
      if (href === '') return undefined;
      return title === '' ? { type: 'link', href } : { type: 'link', href, title };
    }
    default:
      return undefined;
  }
}

function linkOf(node: UnknownNode): string | undefined {
  const href = node.marks.find(({ type }) => type === 'link')?.attrs['href'];
  return typeof href === 'string' && href !== '' ? href : undefined;
}

function mentionOf(node: UnknownNode): Inline {
  const id = textAttr(node, 'id');
  const name = textAttr(node, 'text').replace(/^@\s*/, '').trim();
  return id === '' ? textRun(`@${name}`) : { type: 'mention', kind: 'accountid', id, name: name || id };
}

function emojiOf(node: UnknownNode): Inline {
  const name = textAttr(node, 'shortName').replace(/^:|:$/g, '');
  return name === '' ? textRun(textAttr(node, 'text')) : { type: 'emoji', name };
}

function statusOf(node: UnknownNode): Inline {
  const text = textAttr(node, 'text').trim();
  const color = statusColors.find((known) => known === textAttr(node, 'color').toLowerCase()) ?? 'neutral';
  return text === '' ? textRun('') : { type: 'status', text, color };
}

/** Milliseconds since 1970, as text; a day in UTC. */
function dateOf(node: UnknownNode): Inline {
  const timestamp = textAttr(node, 'timestamp');
  const date = new Date(Number(timestamp));
  const day = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  return isDay(day) ? { type: 'date', day } : textRun(timestamp);
}

/** A card leads to an address, or carries what a program resolved (JSON-LD), which may name one. */
function cardOf(node: UnknownNode): Inline {
  const { data } = node.attrs;
  const url = textAttr(node, 'url') || (isRecord(data) && typeof data['url'] === 'string' ? data['url'] : '');
  return url === '' ? textRun('[card]') : { type: 'card', url };
}

export function imageOf(node: UnknownNode, link: string | undefined, title = ''): Image {
  const alt = textAttr(node, 'alt');
  const stored = [textAttr(node, 'id'), textAttr(node, 'collection')].filter((part) => part !== '').map(encode);
  return {
    type: 'image',
    href: textAttr(node, 'url') || `media:${stored.join('/')}`,
    alt: alt === '' && textAttr(node, 'url') === '' ? 'media' : alt,
    ...(title === '' ? {} : { title }),
    ...(link === undefined ? {} : { link }),
  };
}

function macroOf(node: UnknownNode): Inline {
  const call = macroCallOf(node);
  return call === undefined
    ? textRun(`[extension ${textAttr(node, 'extensionKey')}] ${textAttr(node, 'text')}`)
    : { type: 'macro', call };
}

function unknownInline(node: UnknownNode): Inline[] {
  const inside = [...textLines(node.text, marksOf(node)), ...readAdfInlines(node.content)];
  const says = inside.some((inline) => inline.type !== 'text' || inline.text.trim() !== '');
  return says ? inside : [textRun(`[${node.type}]`)];
}
