import { takes } from './adf-containers.ts';
import type { AdfNode } from './adf-document.ts';
import type { Block, List, Task } from './rich-text.ts';
import { writeAdfInlines } from './write-adf-inlines.ts';

/**
 * A list as ADF. What an item may not hold (a table, a panel, …) parts the list: it and the rest of its item stand
 * between the items before and those after, and numbers go on counting.
 */
export function writeAdfList(list: List, blocksOf: (item: readonly Block[]) => AdfNode[]): AdfNode[] {
  const out: AdfNode[] = [];
  let items: AdfNode[] = [];
  let first = list.start;
  const close = (next: number) => {
    if (items.length > 0) out.push(listNode(first, items));
    items = [];
    first = list.start === undefined ? undefined : list.start + next;
  };
  for (const [index, item] of list.items.entries()) {
    const blocks = blocksOf(item);
    const cut = blocks.findIndex(({ type }) => !takes('listItem', type));
    const own = cut < 0 ? blocks : blocks.slice(0, cut);
    if (own.length > 0 || cut < 0) items.push({ type: 'listItem', content: startingWithText(own) });
    if (cut < 0) continue;
    close(index + 1);
    for (const block of blocks.slice(cut)) out.push(block);
  }
  close(list.items.length);
  return out;
}

function listNode(first: number | undefined, content: AdfNode[]): AdfNode {
  if (first === undefined) return { type: 'bulletList', content };
  return first === 1 ? { type: 'orderedList', content } : { type: 'orderedList', attrs: { order: first }, content };
}

/** The editor wants an item to begin with a paragraph, a picture or code. */
function startingWithText(blocks: readonly AdfNode[]): AdfNode[] {
  const isList = blocks[0] === undefined || blocks[0].type.endsWith('List');
  return isList ? [{ type: 'paragraph', content: [] }, ...blocks] : [...blocks];
}

/**
 * Tasks as ADF: an item holds one line, the tasks under it follow it as a list, and everything else under it parts the
 * list, as in `writeAdfList`. A second paragraph becomes a second line.
 */
export function writeAdfTasks(tasks: readonly Task[], blocksOf: (rest: readonly Block[]) => AdfNode[]): AdfNode[] {
  const out: AdfNode[] = [];
  let content: AdfNode[] = [];
  const close = () => {
    if (content.length > 0) out.push({ type: 'taskList', content });
    content = [];
  };
  for (const { done, blocks } of tasks) {
    const other = blocks.findIndex(({ type }) => type !== 'paragraph');
    const lines = other < 0 ? blocks : blocks.slice(0, other);
    const attrs = { state: done ? 'DONE' : 'TODO' };
    content.push({ type: 'taskItem', attrs, content: writeAdfInlines(linesOf(lines)) });
    const rest = other < 0 ? [] : blocksOf(blocks.slice(other));
    const cut = rest.findIndex(({ type }) => !takes('taskItem', type));
    for (const block of cut < 0 ? rest : rest.slice(0, cut)) content.push(block);
    if (cut < 0) continue;
    close();
    for (const block of rest.slice(cut)) out.push(block);
  }
  close();
  return out;
}

function linesOf(paragraphs: readonly Block[]) {
  return paragraphs.flatMap((block) =>
    block.type === 'paragraph' ? [{ type: 'break' } as const, ...block.inlines] : [],
  );
}
