import { isJsonObject, type JsonObject, textAt } from '../json.ts';
import { wordSet } from '../word-set.ts';

/** A document in the Atlassian Document Format. */
export type AdfDocument = JsonObject & { readonly type: 'doc'; readonly version: 1 };

/** Nodes that hold others, and nodes that don't; from Atlassian's ADF JSON schema. */
const containers = wordSet(`
  blockquote bulletList codeBlock decisionItem decisionList expand heading layoutColumn
  layoutSection listItem mediaGroup mediaSingle nestedExpand orderedList panel paragraph table
  tableCell tableHeader tableRow taskItem taskList caption bodiedExtension blockTaskItem
  bodiedSyncBlock
`);
const leaves = wordSet(`
  blockCard date embedCard emoji extension hardBreak inlineCard inlineExtension media mediaInline
  mention placeholder rule status text syncBlock
`);
const marks = wordSet(`
  alignment annotation backgroundColor border breakout code dataConsumer em fragment indentation
  link strike strong subsup textColor underline fontSize
`);

/** Whether a value is a document that Jira would store: known nodes and marks, texts that are not empty. */
export function isAdfDocument(value: unknown): value is AdfDocument {
  if (!isJsonObject(value) || value['type'] !== 'doc' || value['version'] !== 1) return false;
  const { content } = value;
  return Array.isArray(content) && content.every(isNode);
}

function isNode(node: unknown): boolean {
  if (!isJsonObject(node)) return false;
  const { type, attrs, content } = node;
  if (typeof type !== 'string' || (attrs !== undefined && !isJsonObject(attrs))) return false;
  if (!containers.has(type) && !leaves.has(type)) return false;
  if (type === 'text' && (typeof node['text'] !== 'string' || node['text'] === '')) return false;
  if (!areMarks(node['marks'])) return false;
  if (content === undefined) return true;
  return containers.has(type) && Array.isArray(content) && content.every(isNode);
}

function areMarks(value: unknown): boolean {
  if (value === undefined) return true;
  return Array.isArray(value) && value.every((mark) => marks.has(textAt(mark, 'type') ?? ''));
}
