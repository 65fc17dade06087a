import { deepestBlock } from './nesting-limit.ts';
import type { Block, Task } from './rich-text.ts';

/** An item of a list with the signs before it, as `*#`, and its text with what goes on under it. */
export interface WikiItem {
  readonly signs: string;
  readonly text: string;
}

interface ItemNode {
  readonly text: string;
  readonly lists: ListNode[];
}

interface ListNode {
  readonly sign: string;
  readonly items: ItemNode[];
}

/** Lists of items that follow one another. Another sign in the place of one begins another list. */
export function readWikiList(items: readonly WikiItem[], readItem: (text: string) => Block[]): Block[] {
  const top: ListNode[] = [];
  for (const { signs, text } of items) {
    const path = signs.slice(0, deepestBlock);
    let lists = top;
    for (const [level, sign] of Array.from(path).entries()) {
      let list = lists.at(-1);
      if (list?.sign !== sign) {
        list = { sign, items: [] };
        lists.push(list);
      }
      if (level === path.length - 1) list.items.push({ text, lists: [] });
      else {
        const last = list.items.at(-1) ?? { text: '', lists: [] };
        if (list.items.length === 0) list.items.push(last);
        lists = last.lists;
      }
    }
  }
  return top.flatMap((list) => listBlocks(list, readItem));
}

const BOX = /^\\?\[([ xX])\\?\](?:\s+|$)/;

/** Bullets with boxes are tasks; each run of one sort is a list of its own. */
function listBlocks({ sign, items }: ListNode, readItem: (text: string) => Block[]): Block[] {
  const out: Block[] = [];
  let tasks: Task[] = [];
  let plain: Block[][] = [];
  const close = () => {
    if (tasks.length > 0) out.push({ type: 'tasks', tasks });
    if (plain.length > 0) out.push({ type: 'list', start: sign === '#' ? 1 : undefined, items: plain });
    tasks = [];
    plain = [];
  };
  for (const { text, lists } of items) {
    const box = sign === '#' ? null : BOX.exec(text);
    if ((box === null ? tasks : plain).length > 0) close();
    const blocks = [
      ...readItem(text.slice(box?.[0].length ?? 0)),
      ...lists.flatMap((list) => listBlocks(list, readItem)),
    ];
    if (box === null) plain.push(blocks);
    else tasks.push({ done: box[1] !== ' ', blocks });
  }
  close();
  return out;
}
