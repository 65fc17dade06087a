import * as z from 'zod';
import { uploadFileOf, uploadInput } from '../../attachments/upload.ts';
import { additive, defineTool } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { attachmentEntry, attachmentOutput } from './attachment-entry.ts';
import { attachFile } from './attachments.ts';

export const uploadConfluenceAttachment = defineTool({
  name: 'upload-confluence-attachment',
  title: 'Attach a file to a Confluence page',
  description:
    'Attaches a file to a Confluence page: text, base64, or a file from the upload folder. One of the same name becomes a new version.',
  annotations: additive,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      ...uploadInput(),
      comment: z.string().max(1_000).describe('What to say of the file').optional(),
    }),
  output: attachmentOutput,
  handle: async ({ page_id, comment, ...upload }, context) => {
    const file = await uploadFileOf(upload, context.settings);
    const attachment = await attachFile(await context.confluence(), page_id, file, comment);
    const { data } = attachmentEntry(attachment);
    return { text: `Attached ${attachment.fileName} (id ${attachment.id}) to Confluence page ${page_id}`, data };
  },
});
