import * as z from 'zod';
import { contentOf } from '../../attachments/content-of.ts';
import { InvalidArgumentsError } from '../../errors.ts';
import { defineTool, readOnly } from '../../tool.ts';
import type { JiraApi } from '../jira-api.ts';
import { numberId } from '../number-id.ts';
import { type Attachment, attachmentOf } from './attachment.ts';

export const downloadJiraAttachment = defineTool({
  name: 'download-jira-attachment',
  title: 'Download an attachment from Jira',
  description: 'Returns a file that is attached to a Jira issue: text as text, an image as an image, others as a blob.',
  annotations: readOnly,
  input: () => z.strictObject({ attachment_id: numberId('Id of the attachment, from get-jira-attachments') }),
  output: () => z.object({ id: z.string(), file_name: z.string(), media_type: z.string(), bytes: z.int() }),
  handle: async ({ attachment_id }, context) => {
    const jira = await context.jira();
    const wire = await jira.object({ path: jira.platform('attachment', attachment_id) });
    const attachment = attachmentOf(wire, attachment_id);
    const { fileName, bytes: size = 0 } = attachment;
    const maxBytes = context.settings.attachmentBytes;
    if (size > maxBytes) {
      throw new InvalidArgumentsError('download-jira-attachment', [
        `attachment_id: ${fileName} has ${size} bytes, more than the ${maxBytes} that this server allows (MCP_MAX_ATTACHMENT_BYTES)`,
      ]);
    }
    const { bytes, mediaType: served } = await jira.download({ path: placeOf(jira, attachment), maxBytes });
    const { content, mediaType } = await contentOf({
      name: fileName,
      mediaType: attachment.mediaType ?? served,
      bytes,
      uri: `jira://attachment/${attachment_id}`,
    });
    return {
      text: `${fileName} (${mediaType}, ${bytes.length} bytes)`,
      data: { id: attachment_id, file_name: fileName, media_type: mediaType, bytes: bytes.length },
      more: [content],
    };
  },
});

/**
 * Cloud has a path for content, which leads to another host. Data Center has the file's own address, which is not taken from
 * its answer: there the site may go by another name than the one this server calls.
 */
function placeOf(jira: JiraApi, { id, fileName }: Attachment): string {
  if (jira.dialect.deployment === 'cloud') return jira.platform('attachment', 'content', id);
  return `/secure/attachment/${id}/${encodeURIComponent(fileName)}`;
}
