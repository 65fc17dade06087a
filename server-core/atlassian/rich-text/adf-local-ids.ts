import type { AdfNode } from './adf-document.ts';

const needsId = new Set(['taskList', 'taskItem', 'decisionList', 'decisionItem']);

/** Tasks and decisions must have an id that is theirs alone within the document: they are numbered in its order. */
export function withLocalIds(nodes: readonly AdfNode[]): AdfNode[] {
  let count = 0;
  const numbered = (node: AdfNode): AdfNode => {
    const attrs = needsId.has(node.type) ? { attrs: { localId: `local-${++count}`, ...node.attrs } } : {};
    return { ...node, ...attrs, ...(node.content === undefined ? {} : { content: node.content.map(numbered) }) };
  };
  return nodes.map(numbered);
}
