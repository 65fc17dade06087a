import * as z from 'zod';
import { contentOf } from '../../attachments/content-of.ts';
import { InvalidArgumentsError } from '../../errors.ts';
import { defineTool, readOnly } from '../../tool.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { pageId } from '../pages/page-arguments.ts';
import { attachmentId } from './attachment-entry.ts';
import { type Attachment, findAttachment } from './attachments.ts';

export const downloadConfluenceAttachment = defineTool({
  name: 'download-confluence-attachment',
  title: 'Download an attachment from Confluence',
  description: 'Returns a file of a Confluence page: text as text, an image as an image, others as a blob.',
  annotations: readOnly,
  input: () => z.strictObject({ page_id: pageId(), attachment_id: attachmentId() }),
  output: () => z.object({ id: z.string(), file_name: z.string(), media_type: z.string(), bytes: z.int() }),
  handle: async ({ page_id, attachment_id }, context) => {
    const confluence = await context.confluence();
    const attachment = await findAttachment(confluence, page_id, attachment_id);
    const maxBytes = context.settings.attachmentBytes;
    const { bytes: size = 0, fileName } = attachment;
    if (size > maxBytes) {
      throw new InvalidArgumentsError('download-confluence-attachment', [
        `attachment_id: ${fileName} has ${size} bytes, more than the ${maxBytes} that this server allows (MCP_MAX_ATTACHMENT_BYTES)`,
      ]);
    }
    const path = placeOf(confluence, page_id, attachment);
    const { bytes, mediaType: served } = await confluence.api.download({ path, maxBytes });
    const { content, mediaType } = await contentOf({
      name: fileName,
      mediaType: attachment.mediaType ?? served,
      bytes,
      uri: `confluence://page/${page_id}/attachment/${attachment_id}`,
    });
    return {
      text: `${fileName} (${mediaType}, ${bytes.length} bytes)`,
      data: { id: attachment_id, file_name: fileName, media_type: mediaType, bytes: bytes.length },
      more: [content],
    };
  },
});

/** The addresses that Cloud gives for downloads take no API token; this path does, and leads to another host. */
function placeOf({ api, deployment }: ConfluenceSite, page: string, { id, content }: Attachment): string {
  if (deployment === 'cloud' || content === undefined) {
    return api.path('/rest/api', 'content', page, 'child', 'attachment', id, 'download');
  }
  return content;
}
