import type { TreeNode } from './page-tree.ts';

/** A page of a tree, with how far it is below the top. */
export interface PlacedNode extends TreeNode {
  /** 1 at the top. */
  readonly depth: number;
}

/**
 * Nodes in the order in which a person reads a tree: each followed by those below it, siblings by their positions and, as the
 * site does where nobody has moved any, by title. What has no parent among them is at the top: a page right below the start,
 * or one whose parent the caller may not see.
 */
export function arrangeTree(nodes: readonly TreeNode[], maxDepth: number): PlacedNode[] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = new Map<string | undefined, TreeNode[]>();
  for (const node of [...nodes].sort(bySiblingOrder)) {
    const parentId = node.parentId !== undefined && known.has(node.parentId) ? node.parentId : undefined;
    const siblings = below.get(parentId);
    if (siblings === undefined) below.set(parentId, [node]);
    else siblings.push(node);
  }
  const arranged: PlacedNode[] = [];
  const open = placed(below.get(undefined), 1);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    arranged.push(node);
    if (node.depth < maxDepth) open.push(...placed(below.get(node.id), node.depth + 1));
  }
  return arranged;
}

function bySiblingOrder(one: TreeNode, other: TreeNode): number {
  const [first, second] = [one.position ?? Number.MAX_SAFE_INTEGER, other.position ?? Number.MAX_SAFE_INTEGER];
  return first - second || one.title.localeCompare(other.title, 'en', { numeric: true });
}

/** Last first, as a stack takes them. */
function placed(nodes: readonly TreeNode[] = [], depth: number): PlacedNode[] {
  return nodes.map((node) => ({ ...node, depth })).reverse();
}
