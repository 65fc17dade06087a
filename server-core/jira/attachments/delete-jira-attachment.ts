import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { numberId } from '../number-id.ts';

export const deleteJiraAttachment = defineTool({
  name: 'delete-jira-attachment',
  title: 'Delete an attachment from Jira',
  description: 'Deletes a file that is attached to a Jira issue, for good.',
  annotations: destructiveOnce,
  input: () => z.strictObject({ attachment_id: numberId('Id of the attachment, from get-jira-attachments') }),
  output: () => z.object({ attachment_id: z.string() }),
  handle: async ({ attachment_id }, context) => {
    const jira = await context.jira();
    await jira.request({ method: 'DELETE', path: jira.platform('attachment', attachment_id) });
    return { text: `Deleted attachment ${attachment_id}`, data: { attachment_id } };
  },
});
