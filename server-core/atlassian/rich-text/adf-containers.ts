import type { AdfNode } from './adf-document.ts';

/** Where blocks stand in ADF. */
export type AdfContainer =
  | 'doc'
  | 'blockquote'
  | 'listItem'
  | 'taskItem'
  | 'panel'
  | 'expand'
  | 'nestedExpand'
  | 'bodiedExtension'
  | 'tableCell';

const plain = ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'extension'];
const boxed = [...plain, 'heading', 'taskList', 'decisionList', 'rule'];
const nonNestable = [...boxed, 'panel', 'blockquote', 'table'];

/** Which of the blocks that we write a container takes, from the official schema (adf-schema v1, full). */
const taken: Record<AdfContainer, ReadonlySet<string>> = {
  doc: new Set([...nonNestable, 'expand', 'bodiedExtension']),
  blockquote: new Set(plain),
  listItem: new Set([...plain, 'taskList']),
  taskItem: new Set(['taskList']),
  panel: new Set(boxed),
  expand: new Set([...nonNestable, 'nestedExpand']),
  nestedExpand: new Set([...boxed, 'panel', 'blockquote']),
  bodiedExtension: new Set(nonNestable),
  tableCell: new Set([...boxed, 'panel', 'blockquote', 'nestedExpand']),
};

export function takes(container: AdfContainer, type: string): boolean {
  return taken[container].has(type);
}

/**
 * Puts blocks into a container. What it does not take stands beside it, in order, so that the container is parted there:
 * a table in a panel gives a panel, the table and a panel. `wrap` makes a container of blocks that it takes; of nothing it
 * makes one around an empty paragraph.
 */
export function fitInto(
  container: AdfContainer,
  blocks: readonly AdfNode[],
  wrap: (blocks: AdfNode[]) => AdfNode,
): AdfNode[] {
  const out: AdfNode[] = [];
  let inside: AdfNode[] = [];
  const close = () => {
    if (inside.length > 0) out.push(wrap(inside));
    inside = [];
  };
  for (const block of blocks) {
    if (takes(container, block.type)) inside.push(block);
    else {
      close();
      out.push(block);
    }
  }
  close();
  return out.length > 0 ? out : [wrap([{ type: 'paragraph', content: [] }])];
}
