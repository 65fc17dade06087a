import type { Token, Tokens } from 'marked';
import type { Block, List, Task } from './rich-text.ts';

/** How the blocks inside an item or a quote are read: by the reader that met it. */
export type ReadBlocks = (tokens: readonly Token[]) => Block[];

type Entry = { readonly done: boolean | undefined; readonly blocks: readonly Block[] };

/**
 * A list may mix tasks with other items, which no site allows: each run of one sort becomes a list of its own, in
 * order, and numbers go on counting where they left off.
 */
export function readMarkdownList(list: Tokens.List, readBlocks: ReadBlocks): Block[] {
  const out: Block[] = [];
  const first = typeof list.start === 'number' ? list.start : 1;
  let from = 0;
  const entries = list.items.map((item) => readItem(item, readBlocks));
  while (from < entries.length) {
    const isTask = isTaskEntry(entries[from]);
    let to = from;
    while (to < entries.length && isTaskEntry(entries[to]) === isTask) to++;
    const run = entries.slice(from, to);
    out.push(isTask ? tasksOf(run) : listOf(run, list.ordered ? first + from : undefined));
    from = to;
  }
  return out;
}

function isTaskEntry(entry: Entry | undefined): boolean {
  return entry?.done !== undefined;
}

function tasksOf(run: readonly Entry[]): Block {
  return { type: 'tasks', tasks: run.map(({ done, blocks }): Task => ({ done: done === true, blocks })) };
}

function listOf(run: readonly Entry[], start: number | undefined): List {
  return { type: 'list', start, items: run.map(({ blocks }) => blocks) };
}

/** GitHub has no task without a word; a person who ticks boxes does, and so do the sites. */
function readItem(item: Tokens.ListItem, readBlocks: ReadBlocks): Entry {
  const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
  const bare = item.task ? undefined : bareCheckbox(tokens[0]);
  if (bare !== undefined) return { done: bare, blocks: readBlocks(tokens.slice(1)) };
  return { done: item.task ? item.checked === true : undefined, blocks: readBlocks(tokens) };
}

function bareCheckbox(token: Token | undefined): boolean | undefined {
  if (token?.type !== 'text' && token?.type !== 'paragraph') return undefined;
  const mark = /^\[([ xX])\]\s*$/.exec(token.raw)?.[1];
  return mark === undefined ? undefined : mark !== ' ';
}
