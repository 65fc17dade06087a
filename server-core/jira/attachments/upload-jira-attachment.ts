import * as z from 'zod';
import { wireList, wireObject } from '../../atlassian/wire-value.ts';
import { uploadFileOf, uploadInput } from '../../attachments/upload.ts';
import { additive, defineTool } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { attachmentEntry, attachmentOf } from './attachment.ts';

export const uploadJiraAttachment = defineTool({
  name: 'upload-jira-attachment',
  title: 'Attach a file to a Jira issue',
  description: 'Attaches a file to a Jira issue. Its content is one of text, content_base64 and path.',
  annotations: additive,
  input: () => z.strictObject({ issue_key: issueKey(), ...uploadInput() }),
  output: () => z.object({ issue_key: z.string(), attachment_id: z.string(), file_name: z.string() }),
  handle: async ({ issue_key, ...upload }, context) => {
    const file = await uploadFileOf(upload, context.settings);
    const jira = await context.jira();
    const answer = await jira.upload({ path: jira.platform('issue', issue_key, 'attachments'), part: 'file', file });
    // a list, since a form may hold several files; this one holds one
    const [first] = wireList(answer, 'attachments');
    const { text, data } = attachmentEntry(attachmentOf(wireObject(first, 'the attachment')));
    return {
      text: `Attached to ${issue_key}:\n${text}`,
      data: { issue_key, attachment_id: data.id, file_name: data.file_name },
    };
  },
});
