import type { Toolset } from '../../toolset.ts';
import { deleteJiraAttachment } from './delete-jira-attachment.ts';
import { downloadJiraAttachment } from './download-jira-attachment.ts';
import { getJiraAttachments } from './get-jira-attachments.ts';
import { uploadJiraAttachment } from './upload-jira-attachment.ts';

export const attachments: Toolset = {
  name: 'jira-attachments',
  tools: [getJiraAttachments, downloadJiraAttachment, uploadJiraAttachment, deleteJiraAttachment],
};
