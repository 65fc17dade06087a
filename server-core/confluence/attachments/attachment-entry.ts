import * as z from 'zod';
import type { Attachment } from './attachments.ts';

/** The argument that names an attachment. */
export function attachmentId() {
  return z
    .string()
    .trim()
    .regex(/^(att)?[0-9]{1,20}$/, 'an attachment id, from get-confluence-attachments')
    .describe('Id of the attachment');
}

/** An attachment as `structuredContent` has it. */
export function attachmentOutput() {
  return z.object({
    id: z.string(),
    file_name: z.string(),
    media_type: z.string().optional(),
    bytes: z.int().optional(),
  });
}

/** An attachment in a list: a line, and data by {@link attachmentOutput}. */
export function attachmentEntry({ id, fileName, mediaType, bytes, comment }: Attachment) {
  const facts = [`id ${id}`, mediaType, bytes !== undefined && `${bytes} bytes`, comment].filter(Boolean);
  return {
    text: `- **${fileName}** (${facts.join(', ')})`,
    data: { id, file_name: fileName, media_type: mediaType, bytes },
  };
}
