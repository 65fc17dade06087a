import type { Block } from './rich-text.ts';

type Listed = Extract<Block, { type: 'list' | 'tasks' }>;
type WriteBlocks = (blocks: readonly Block[]) => string;

/** A line of the innermost of `lists` with what belongs to it, or what no item can hold and so parts the list. */
type Part = { readonly lists: readonly Listed[]; readonly text: string } | { readonly apart: string };

/**
 * A list, with all in it flat as wiki markup has it: `*`, `**`, `*#`. An item holds a line, what macros hold, and then
 * lists. What else is in it stands between the items before and those after it, and numbers begin anew there.
 */
export function writeWikiList(list: Listed, writeBlocks: WriteBlocks): string {
  const groups: string[][] = [];
  let open: readonly OpenList[] = [];
  for (const part of partsOf([list], writeBlocks)) {
    if ('apart' in part) {
      groups.push([part.apart]);
      open = [];
      continue;
    }
    const reopened = open.length === 0;
    const isOther = !reopened && part.lists.length === 1 && open[0]?.stands === 'list';
    const lines = reopened || isOther ? [] : (groups.pop() ?? []);
    if (isOther) open = [];
    for (const [level, one] of part.lists.entries()) {
      const isOwn = level === part.lists.length - 1;
      const before = open[level];
      const goesOn = before?.list === one && !(isOwn && before.stands === 'list');
      if (goesOn && !isOwn) continue;
      const sign = goesOn ? before.sign : signOf(one, before?.sign);
      // an item that only holds what goes on after a part apart is no task
      const stands = !isOwn && one.type === 'tasks' ? 'list' : 'itself';
      open = [...open.slice(0, level), { list: one, sign, stands }];
      const signs = open.map((outer) => outer.sign).join('');
      lines.push(`${signs} ${isOwn ? part.text : EMPTY}`);
    }
    groups.push(lines);
  }
  return groups.map((lines) => lines.join('\n')).join('\n\n');
}

interface OpenList {
  readonly list: Listed;
  readonly sign: string;
  readonly stands: 'list' | 'itself';
}

/** A line without a word is no item, so it has a blank that is seen as one. */
const EMPTY = '&#32;';

/** Bullets right after bullets get the other sign, or the two would be one list. */
function signOf(list: Listed, previous: string | undefined): string {
  if (list.type === 'list' && list.start !== undefined) return '#';
  return previous === '*' ? '-' : '*';
}

function partsOf(lists: readonly Listed[], writeBlocks: WriteBlocks): Part[] {
  return entriesOf(lists.at(-1)).flatMap(({ box, blocks }): Part[] => {
    const listsAt = cutAt(blocks, 0, isFlow);
    const restAt = cutAt(blocks, listsAt, isList);
    const nested = blocks.slice(listsAt, restAt).filter(isList);
    const apart = writeBlocks(blocks.slice(restAt));
    return [
      { lists, text: itemText(box, blocks.slice(0, listsAt), writeBlocks) },
      ...nested.flatMap((inner) => partsOf([...lists, inner], writeBlocks)),
      ...(apart === '' ? [] : [{ apart }]),
    ];
  });
}

function entriesOf(
  list: Listed | undefined,
): { readonly box: string | undefined; readonly blocks: readonly Block[] }[] {
  if (list?.type === 'tasks')
    return list.tasks.map(({ done, blocks }) => ({ box: done ? '\\[x] ' : '\\[ ] ', blocks }));
  return (list?.items ?? []).map((blocks) => ({ box: undefined, blocks }));
}

function itemText(box: string | undefined, blocks: readonly Block[], writeBlocks: WriteBlocks): string {
  const parts = blocks
    .map((block) => ({ type: block.type, out: writeBlocks([block]) }))
    .filter(({ out }) => out !== '');
  const lines = parts.map(({ out }) => out);
  if (parts[0]?.type !== 'paragraph') lines.unshift(EMPTY);
  const text = lines.join('\n');
  return box === undefined ? text.replace(/^\\\[(?=[ xX]\\\])/, '&#91;') : box + text;
}

function cutAt(blocks: readonly Block[], from: number, isPart: (block: Block) => boolean): number {
  const at = blocks.slice(from).findIndex((block) => !isPart(block));
  return at < 0 ? blocks.length : from + at;
}

function isList(block: Block): block is Listed {
  return block.type === 'list' || block.type === 'tasks';
}

function isFlow({ type }: Block): boolean {
  return ['paragraph', 'code', 'quote', 'panel', 'expand', 'macro-block'].includes(type);
}
