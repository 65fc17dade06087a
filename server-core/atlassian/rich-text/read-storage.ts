import { withMark } from './marks.ts';
import { readAdfExtension } from './read-storage-adf.ts';
import { readStorageInline } from './read-storage-inline.ts';
import { readStorageList, readStorageTable, readStorageTasks } from './read-storage-lists.ts';
import { readStorageMacro } from './read-storage-macro.ts';
import { type Block, type Inline, type Mark, textRun } from './rich-text.ts';
import { StorageFlow } from './storage-flow.ts';
import { attribute, textIn, type XmlElement, type XmlNode } from './storage-xml.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Reads the blocks of a page, a comment or a part of either. */
export function readStorage(root: XmlElement): Block[] {
  return readFlow(root.children, []);
}

/** Blocks, and between them paragraphs of what stands in a line. Marks of an element around blocks hold in all of them. */
function readFlow(nodes: readonly XmlNode[], marks: readonly Mark[]): Block[] {
  const flow = new StorageFlow();
  readInto(flow, nodes, marks);
  return flow.end();
}

function readInto(flow: StorageFlow, nodes: readonly XmlNode[], marks: readonly Mark[]): void {
  for (const node of nodes) {
    if (typeof node === 'string') flow.inline(textRun(node, marks));
    else readElement(flow, node, marks);
  }
}

const markElements: Readonly<Record<string, Exclude<Mark['type'], 'link'>>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  cite: 'em',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
};

/** Elements that end a line of text before and after them, and say no more than that. */
const blockElements = new Set(
  'div section article header footer main center caption dl dt dd ac:layout ac:layout-section ac:layout-cell ac:rich-text-body ac:plain-text-body figure figcaption address fieldset details summary'.split(
    ' ',
  ),
);

function readElement(flow: StorageFlow, element: XmlElement, marks: readonly Mark[]): void {
  const { name, children } = element;
  const mark = Object.hasOwn(markElements, name) ? markElements[name] : undefined;
  if (mark !== undefined) readInto(flow, children, withMark(marks, { type: mark }));
  else if (name === 'p') flow.paragraph(() => readInto(flow, children, marks));
  else if (blockElements.has(name)) flow.apart(() => readInto(flow, children, marks));
  else {
    const inlines = readStorageInline(element, marks, lineOf);
    const blocks = inlines === undefined ? readBlock(element, marks) : undefined;
    for (const inline of inlines ?? []) flow.inline(inline);
    if (blocks !== undefined) flow.blocks(blocks);
    else if (inlines === undefined) readInto(flow, children, marks);
  }
}

/** `undefined` for an element that stands for nothing but its content. */
function readBlock(element: XmlElement, marks: readonly Mark[]): Block[] | undefined {
  const inside = (nodes: readonly XmlNode[]) => readFlow(nodes, marks);
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [
        {
          type: 'heading',
          level: Number(element.name[1]),
          inlines: tidyInlines(lineOf(element.children, marks)),
        },
      ];
    case 'ul':
      return [{ type: 'list', start: undefined, items: readStorageList(element, inside) }];
    case 'ol':
      return [{ type: 'list', start: startOf(element), items: readStorageList(element, inside) }];
    case 'ac:task-list':
      return [{ type: 'tasks', tasks: readStorageTasks(element, inside) }];
    case 'table':
      return readStorageTable(element, inside);
    case 'blockquote':
      return [{ type: 'quote', blocks: inside(element.children) }];
    case 'pre':
      return [
        {
          type: 'code',
          language: '',
          text: textIn(element)
            .replace(/\r\n?/g, '\n')
            .replace(/^\n|\n$/g, ''),
        },
      ];
    case 'hr':
      return [{ type: 'rule' }];
    case 'ac:structured-macro':
    case 'ac:macro':
      return readStorageMacro(element, inside);
    case 'ac:adf-extension':
      return readAdfExtension(element, inside);
    default:
      return undefined;
  }
}

function startOf(list: XmlElement): number {
  const start = Number(attribute(list, 'start') ?? 1);
  return Number.isInteger(start) && start >= 0 ? start : 1;
}

/** What is inside a link or a heading, as one line. */
function lineOf(nodes: readonly XmlNode[], marks: readonly Mark[]): Inline[] {
  const flow = new StorageFlow();
  readInto(flow, nodes, marks);
  return flow.endAsLine();
}
