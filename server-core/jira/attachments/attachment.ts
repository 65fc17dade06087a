import * as z from 'zod';
import { at, textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { readableInstant } from '../../instant.ts';

/** An attachment as `structuredContent` has it. */
export function attachmentOutput() {
  return z.object({
    id: z.string(),
    file_name: z.string(),
    media_type: z.string().optional(),
    bytes: z.int().optional(),
    author: z.string().optional(),
    created: z.string().optional(),
  });
}

export interface Attachment {
  readonly id: string;
  readonly fileName: string;
  /** What the site calls it, which may be too general. */
  readonly mediaType?: string | undefined;
  readonly bytes?: number | undefined;
  readonly author?: string | undefined;
  readonly created?: string | undefined;
}

/** Among the fields of an issue an attachment has its id; asked for by that id, it may come without. */
export function attachmentOf(wire: WireObject, id = wireText(wire['id'], 'attachment id')): Attachment {
  const size = at(wire, 'size');
  return {
    id,
    fileName: textAt(wire, 'filename') ?? `attachment-${id}`,
    mediaType: textAt(wire, 'mimeType'),
    bytes: typeof size === 'number' ? size : undefined,
    author: textAt(wire, 'author', 'displayName'),
    created: textAt(wire, 'created'),
  };
}

/** An attachment in a list: a line, and data by {@link attachmentOutput}. */
export function attachmentEntry({ id, fileName, mediaType, bytes, author, created }: Attachment) {
  const facts = [
    `id ${id}`,
    mediaType,
    bytes !== undefined && `${bytes} bytes`,
    author && `by ${author}`,
    created && readableInstant(created),
  ].filter(Boolean);
  return {
    text: `- **${fileName}** (${facts.join(', ')})`,
    data: { id, file_name: fileName, media_type: mediaType, bytes, author, created },
  };
}
