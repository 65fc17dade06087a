import type { RequestId } from '@modelcontextprotocol/sdk/types.js';

/** What is kept of a line that is too long to be read. */
export interface DroppedLine {
  readonly start: string;
  readonly end: string;
}

/** Bytes that are kept of either end. */
export const KEPT_BYTES = 256;

const ID = String.raw`"id":("(?:[^"\\\x00-\x1f]|\\.)*"|\d{1,15})`;
const JSONRPC = String.raw`"jsonrpc":"2\.0"`;
const atStart = new RegExp(`^\\{(?:${JSONRPC},)?${ID},`);
const atEnd = new RegExp(`,${ID}(?:,${JSONRPC})?\\}$`);

/**
 * The id of the request that such a line was, so that its sender does not wait for ever. Clients write it at the start or at
 * the end, as members of the message itself: a brace at the very end closes that and nothing else. `undefined` for others.
 */
export function idOfDropped({ start, end }: DroppedLine): RequestId | undefined {
  const found = start.startsWith('{') ? (atStart.exec(start) ?? atEnd.exec(end)) : null;
  return found?.[1] === undefined ? undefined : (JSON.parse(found[1]) as RequestId);
}
