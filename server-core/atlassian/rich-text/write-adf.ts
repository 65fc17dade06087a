import { type AdfContainer, fitInto, takes } from './adf-containers.ts';
import type { AdfDocument, AdfNode } from './adf-document.ts';
import { withLocalIds } from './adf-local-ids.ts';
import { macroAttrs } from './adf-macro.ts';
import { withMark } from './marks.ts';
import {
  type Block,
  type Inline,
  type MacroBlock,
  paragraph,
  type TableCell,
  type Task,
  textRun,
} from './rich-text.ts';
import { isBlank } from './tidy-inlines.ts';
import { mediaSingle, writeAdfInlines } from './write-adf-inlines.ts';
import { writeAdfList, writeAdfTasks } from './write-adf-lists.ts';

/** What lies around a block, as far as it decides what the block becomes. */
interface AdfPlace {
  readonly container: AdfContainer;
  /** An expand inside another is a node of its own type. */
  readonly inExpand: boolean;
}

/** Writes a document that validates against the official schema, whatever the blocks nest. */
export function writeAdf(blocks: readonly Block[]): AdfDocument {
  const content = writeBlocks(blocks, { container: 'doc', inExpand: false });
  return { version: 1, type: 'doc', content: withLocalIds(content) };
}

function writeBlocks(blocks: readonly Block[], place: AdfPlace): AdfNode[] {
  return blocks.flatMap((block) => writeBlock(block, place));
}

function writeBlock(block: Block, place: AdfPlace): AdfNode[] {
  const inside = (container: AdfContainer, blocks: readonly Block[]) => writeBlocks(blocks, { ...place, container });
  switch (block.type) {
    case 'paragraph':
      return writeParagraph(block.inlines);
    case 'heading':
      return takes(place.container, 'heading')
        ? [{ type: 'heading', attrs: { level: block.level }, content: writeAdfInlines(block.inlines) }]
        : writeParagraph(strong(block.inlines));
    case 'code':
      return [codeBlock(block)];
    case 'quote': {
      if (!takes(place.container, 'blockquote')) return inside(place.container, block.blocks);
      const content = inside('blockquote', block.blocks);
      if (content.length === 0) return [];
      return fitInto('blockquote', content, (fitting) => ({ type: 'blockquote', content: fitting }));
    }
    case 'list':
      return writeAdfList(block, (item) => inside('listItem', item));
    case 'tasks':
      if (place.container === 'blockquote') return writeBlock(boxesOf(block.tasks), place);
      return writeAdfTasks(block.tasks, (rest) => inside('taskItem', rest));
    case 'decisions':
      return [decisionList(block.decisions)];
    case 'table':
      return [
        { type: 'table', content: block.rows.map((row) => tableRow(row, (cell) => inside('tableCell', cell.blocks))) },
      ];
    case 'rule':
      return [{ type: 'rule' }];
    case 'panel': {
      const content = inside('panel', [...titleOf(block.title), ...block.blocks]);
      return fitInto('panel', content, (fitting) => ({
        type: 'panel',
        attrs: { panelType: block.kind },
        content: fitting,
      }));
    }
    case 'expand': {
      const type = place.inExpand ? 'nestedExpand' : 'expand';
      const content = writeBlocks(block.blocks, { ...place, container: type, inExpand: true });
      return fitInto(type, content, (fitting) => ({ type, attrs: { title: block.title }, content: fitting }));
    }
    case 'macro-block':
      return writeMacro(block, (body) => inside('bodiedExtension', body));
  }
}

/** A picture alone in a paragraph, or a macro, is a block of its own. */
function writeParagraph(inlines: readonly Inline[]): AdfNode[] {
  const words = inlines.filter((inline) => inline.type !== 'break' && !isBlank(inline));
  const pictures = words.map((inline) => (inline.type === 'image' ? mediaSingle(inline) : undefined));
  if (words.length > 0 && pictures.every((picture) => picture !== undefined)) return pictures;
  const [only] = words;
  if (words.length === 1 && only?.type === 'macro') return [{ type: 'extension', attrs: macroAttrs(only.call) }];
  const content = writeAdfInlines(inlines);
  return content.length === 0 ? [] : [{ type: 'paragraph', content }];
}

function titleOf(title: string): Block[] {
  return title === '' ? [] : [paragraph([textRun(title, [{ type: 'strong' }])])];
}

/** Takes the place of a heading where none may be. */
function strong(inlines: readonly Inline[]): Inline[] {
  return inlines.map((inline) =>
    inline.type === 'text' ? { ...inline, marks: withMark(inline.marks, { type: 'strong' }) } : inline,
  );
}

function codeBlock({ language, text }: { readonly language: string; readonly text: string }): AdfNode {
  const attrs = language === '' ? {} : { attrs: { language } };
  return text === ''
    ? { type: 'codeBlock', ...attrs }
    : { type: 'codeBlock', ...attrs, content: [{ type: 'text', text }] };
}

/** Takes the place of a task list where none may be. */
function boxesOf(tasks: readonly Task[]): Block {
  const items = tasks.map(({ done, blocks: [first, ...rest] }) => {
    const box = textRun(done ? '☑ ' : '☐ ');
    if (first?.type === 'paragraph') return [paragraph([box, ...first.inlines]), ...rest];
    return [paragraph([box]), ...(first === undefined ? [] : [first]), ...rest];
  });
  return { type: 'list', start: undefined, items };
}

function decisionList(decisions: readonly (readonly Inline[])[]): AdfNode {
  const content = decisions.map((inlines): AdfNode => {
    return { type: 'decisionItem', attrs: { state: 'DECIDED' }, content: writeAdfInlines(inlines) };
  });
  return { type: 'decisionList', content };
}

function tableRow(row: readonly TableCell[], blocksOf: (cell: TableCell) => AdfNode[]): AdfNode {
  const cells = row.map((cell): AdfNode => {
    const content = blocksOf(cell).filter(({ type }) => takes('tableCell', type));
    return {
      type: cell.header ? 'tableHeader' : 'tableCell',
      content: content.length > 0 ? content : [emptyParagraph],
    };
  });
  return { type: 'tableRow', content: cells };
}

const emptyParagraph: AdfNode = { type: 'paragraph', content: [] };

function writeMacro({ call, body }: MacroBlock, blocksOf: (body: readonly Block[]) => AdfNode[]): AdfNode[] {
  const attrs = macroAttrs(call);
  if (body === undefined) return [{ type: 'extension', attrs }];
  const blocks = typeof body === 'string' ? [codeBlock({ language: '', text: body })] : blocksOf(body);
  return fitInto('bodiedExtension', blocks, (content) => ({ type: 'bodiedExtension', attrs, content }));
}
