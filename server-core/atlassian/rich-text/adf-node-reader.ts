import { deepestBlock } from './nesting-limit.ts';

/** A node of a document that nobody has checked, with everything of the type that the rest of the reader counts on. */
export interface UnknownNode {
  readonly type: string;
  readonly text: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly marks: readonly UnknownNode[];
  readonly content: readonly UnknownNode[];
}

/** A list in a list is two nodes deeper, and its text two more. */
const DEEPEST_NODE = deepestBlock * 2 + 4;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes a node of whatever is given; what nests too deep becomes the text that is in it. */
export function readAdfNode(value: unknown, depth = 0): UnknownNode {
  if (!isRecord(value)) return emptyNode('text', typeof value === 'string' ? value : '');
  const { type, text, attrs } = value;
  const content = listOf(value['content']);
  return {
    type: typeof type === 'string' ? type : 'unknown',
    text: typeof text === 'string' ? text : '',
    attrs: isRecord(attrs) ? attrs : {},
    marks: listOf(value['marks']).map((mark) => ({ ...emptyNode('', ''), ...markOf(mark) })),
    content:
      depth < DEEPEST_NODE
        ? content.map((child) => readAdfNode(child, depth + 1))
        : [emptyNode('text', allText(content))],
  };
}

/** An attribute as text: '' where there is none, or nothing that text can say. */
export function textAttr(node: UnknownNode, name: string): string {
  const value = node.attrs[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function emptyNode(type: string, text: string): UnknownNode {
  return { type, text, attrs: {}, marks: [], content: [] };
}

function markOf(mark: unknown) {
  if (!isRecord(mark) || typeof mark['type'] !== 'string') return {};
  return { type: mark['type'], attrs: isRecord(mark['attrs']) ? mark['attrs'] : {} };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** All text under some nodes, in order, without calling itself. */
function allText(nodes: readonly unknown[]): string {
  const parts: string[] = [];
  const ahead = nodes.toReversed();
  while (ahead.length > 0) {
    const node = ahead.pop();
    if (!isRecord(node)) continue;
    if (typeof node['text'] === 'string') parts.push(node['text']);
    for (const child of listOf(node['content']).toReversed()) ahead.push(child);
  }
  return parts.join(' ');
}
