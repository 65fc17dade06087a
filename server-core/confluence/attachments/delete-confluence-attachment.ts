import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { attachmentId } from './attachment-entry.ts';
import { findAttachment } from './attachments.ts';

export const deleteConfluenceAttachment = defineTool({
  name: 'delete-confluence-attachment',
  title: 'Delete an attachment from Confluence',
  description:
    'Deletes a file that is attached to a Confluence page: into the trash on Cloud, for good on Data Center.',
  annotations: destructiveOnce,
  input: () => z.strictObject({ page_id: pageId(), attachment_id: attachmentId() }),
  output: () => z.object({ attachment_id: z.string() }),
  handle: async ({ page_id, attachment_id }, context) => {
    const confluence = await context.confluence();
    const { api, deployment } = confluence;
    // Cloud would take the file off any page
    if (deployment === 'cloud') await findAttachment(confluence, page_id, attachment_id);
    const path =
      deployment === 'cloud'
        ? api.path('/api/v2', 'attachments', attachment_id)
        : api.path('/rest/api', 'content', page_id, 'child', 'attachment', attachment_id);
    await api.request({ method: 'DELETE', path });
    return { text: `Deleted attachment ${attachment_id}`, data: { attachment_id } };
  },
});
