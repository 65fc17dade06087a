import { macroCallOf } from './adf-macro.ts';
import { readAdfNode, textAttr, type UnknownNode } from './adf-node-reader.ts';
import { plainTextOf } from './plain-text.ts';
import { imageOf, readAdfInlines } from './read-adf-inlines.ts';
import { type Block, codeLanguage, type Inline, panelKinds, paragraph, type Task, textRun } from './rich-text.ts';
import { tableGrid } from './table-grid.ts';
import { tidyInlines } from './tidy-inlines.ts';

/** Reads an ADF document, or a part of one, as it came from a site: nothing in it is too odd to be read. */
export function readAdf(document: unknown): Block[] {
  return readFlow([readAdfNode(Array.isArray(document) ? { type: 'doc', content: document } : document)]);
}

/** Nodes that stand in a line of text; between blocks, each run of them is a paragraph. */
const inlineTypes = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'status',
  'date',
  'inlineCard',
  'mediaInline',
  'inlineExtension',
  'placeholder',
]);

function readFlow(nodes: readonly UnknownNode[]): Block[] {
  const out: Block[] = [];
  let line: UnknownNode[] = [];
  const close = () => {
    for (const block of paragraphOf(readAdfInlines(line))) out.push(block);
    line = [];
  };
  for (const node of nodes) {
    if (inlineTypes.has(node.type)) line.push(node);
    else {
      close();
      for (const block of readBlock(node)) out.push(block);
    }
  }
  close();
  return out;
}

function readBlock(node: UnknownNode): Block[] {
  switch (node.type) {
    case 'paragraph':
    case 'caption':
      return paragraphOf(readAdfInlines(node.content));
    case 'heading':
      return [{ type: 'heading', level: levelOf(node), inlines: tidyInlines(readAdfInlines(node.content)) }];
    case 'codeBlock':
      return [{ type: 'code', language: codeLanguage(textAttr(node, 'language')), text: textIn(node) }];
    case 'blockquote':
      return [{ type: 'quote', blocks: readFlow(node.content) }];
    case 'bulletList':
      return [{ type: 'list', start: undefined, items: node.content.map(itemOf) }];
    case 'orderedList':
      return [{ type: 'list', start: orderOf(node), items: node.content.map(itemOf) }];
    case 'taskList':
      return [{ type: 'tasks', tasks: tasksOf(node) }];
    case 'decisionList':
      return [{ type: 'decisions', decisions: node.content.map((item) => tidyInlines(readAdfInlines(item.content))) }];
    case 'rule':
      return [{ type: 'rule' }];
    case 'table':
      return readTable(node);
    case 'panel':
      return [{ type: 'panel', kind: panelKindOf(node), title: '', blocks: readFlow(node.content) }];
    case 'expand':
    case 'nestedExpand':
      return [
        { type: 'expand', title: textAttr(node, 'title').replace(/\s+/g, ' ').trim(), blocks: readFlow(node.content) },
      ];
    case 'mediaSingle':
      return readMedia(node);
    case 'mediaGroup':
      return paragraphOf(readAdfInlines(node.content));
    case 'media':
    case 'blockCard':
    case 'embedCard':
    case 'extension':
      return paragraphOf(readAdfInlines([node]));
    case 'bodiedExtension':
      return readBodiedExtension(node);
    case 'doc':
    case 'layoutSection':
    case 'layoutColumn':
    case 'bodiedSyncBlock':
    case 'listItem':
      return readFlow(node.content);
    default:
      return readUnknown(node);
  }
}

function paragraphOf(inlines: readonly Inline[]): Block[] {
  const tidy = tidyInlines(inlines);
  return tidy.length === 0 ? [] : [paragraph(tidy)];
}

function levelOf(node: UnknownNode): number {
  const level = Math.trunc(Number(textAttr(node, 'level')));
  return level >= 1 && level <= 6 ? level : 1;
}

function orderOf(node: UnknownNode): number {
  const order = Math.trunc(Number(textAttr(node, 'order') || '1'));
  return order >= 0 && order < 999_999_999 ? order : 1;
}

/** The text of a code block, in which nothing else is. */
function textIn(node: UnknownNode): string {
  return node.content
    .map(({ text, type }) => (type === 'hardBreak' ? '\n' : text))
    .join('')
    .replace(/\r\n?/g, '\n');
}

/** What an item holds; or what stands where an item should be. */
function itemOf(node: UnknownNode): Block[] {
  return node.type.endsWith('Item') ? readFlow(node.content) : readFlow([node]);
}

/** In ADF the tasks under a task are a list beside it. */
function tasksOf(list: UnknownNode): Task[] {
  const tasks: Task[] = [];
  for (const node of list.content) {
    if (node.type === 'taskList') {
      const last = tasks.pop() ?? { done: false, blocks: [] };
      tasks.push({ ...last, blocks: [...last.blocks, { type: 'tasks', tasks: tasksOf(node) }] });
    } else tasks.push({ done: textAttr(node, 'state') === 'DONE', blocks: itemOf(node) });
  }
  return tasks;
}

function panelKindOf(node: UnknownNode) {
  return panelKinds.find((kind) => kind === textAttr(node, 'panelType')) ?? 'info';
}

function readTable(table: UnknownNode): Block[] {
  const rows = table.content.map((row) =>
    row.content.map((cell) => ({
      header: cell.type === 'tableHeader',
      blocks: readFlow(cell.content),
      columns: Number(textAttr(cell, 'colspan')),
      rows: Number(textAttr(cell, 'rowspan')),
    })),
  );
  return tableGrid(rows);
}

/** A picture, with its caption as title. */
function readMedia(node: UnknownNode): Block[] {
  const link = node.marks.find(({ type }) => type === 'link');
  const caption = node.content
    .filter(({ type }) => type === 'caption')
    .flatMap(({ content }) => readAdfInlines(content));
  const media = node.content.filter(({ type }) => type === 'media');
  return media.flatMap((one) => {
    const own = one.marks.find(({ type }) => type === 'link') ?? link;
    const href = own === undefined ? '' : textAttr(own, 'href');
    return paragraphOf([imageOf(one, href === '' ? undefined : href, plainTextOf(caption))]);
  });
}

/** A macro around its body; an extension of another sort is named above it. */
function readBodiedExtension(node: UnknownNode): Block[] {
  const call = macroCallOf(node);
  const blocks = readFlow(node.content);
  if (call !== undefined) return [{ type: 'macro-block', call, body: blocks }];
  return [paragraph([textRun(`[extension ${textAttr(node, 'extensionKey')}]`)]), ...blocks];
}

/** Shows what an unknown node holds, or at least that there is one. */
function readUnknown(node: UnknownNode): Block[] {
  const inside = [...paragraphOf([textRun(node.text)]), ...readFlow(node.content)];
  return inside.length > 0 ? inside : paragraphOf([textRun(`[${node.type}]`)]);
}
