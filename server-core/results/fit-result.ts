import type { ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { dataWithin, textWithin } from './cut-to-size.ts';
import { ENVELOPE_BYTES, sizeOf } from './result-size.ts';
import type { ToolResult } from './tool-result.ts';

/**
 * The result, or a copy that keeps within so many bytes, files aside. Lists and long texts have been cut where they can be
 * read on; this is for what is left, such as one entry or a title that alone is larger than a result may be.
 */
export function fitResult({ text, data, more = [] }: ToolResult, resultBytes: number): ToolResult {
  const texts = more.flatMap((block) => resourceText(block) ?? []);
  const sizes = [text, data, ...texts].map(sizeOf);
  const names = more.map((block) =>
    resourceText(block) === undefined ? 0 : sizeOf(block) - sizeOf(resourceText(block)),
  );
  const room = resultBytes - ENVELOPE_BYTES - names.reduce((sum, size) => sum + size, 0);
  if (sizes.reduce((sum, size) => sum + size, 0) <= room) return { text, data, more };
  const share = fairShare(sizes, room);
  return {
    text: textWithin(text, share),
    data: dataWithin(data, share),
    more: more.map((block) => cutBlock(block, share)),
  };
}

/** The most that each may take so that all together keep within the room: the small ones leave theirs to the large. */
function fairShare(sizes: readonly number[], room: number): number {
  const ascending = sizes.toSorted((one, other) => one - other);
  let left = room;
  for (const [index, size] of ascending.entries()) {
    const share = left / (ascending.length - index);
    if (size > share) return share;
    left -= size;
  }
  return left;
}

function cutBlock(block: ContentBlock, bytes: number): ContentBlock {
  if (block.type !== 'resource' || !('text' in block.resource)) return block;
  return { ...block, resource: { ...block.resource, text: textWithin(block.resource.text, bytes) } };
}

/** The text of a resource that a tool has written about. A file is text without a resource, or a blob. */
function resourceText(block: ContentBlock): string | undefined {
  return block.type === 'resource' && 'text' in block.resource ? block.resource.text : undefined;
}
