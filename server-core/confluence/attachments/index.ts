import type { Toolset } from '../../toolset.ts';
import { deleteConfluenceAttachment } from './delete-confluence-attachment.ts';
import { downloadConfluenceAttachment } from './download-confluence-attachment.ts';
import { getConfluenceAttachments } from './get-confluence-attachments.ts';
import { uploadConfluenceAttachment } from './upload-confluence-attachment.ts';

export const attachments: Toolset = {
  name: 'confluence-attachments',
  tools: [
    getConfluenceAttachments,
    downloadConfluenceAttachment,
    uploadConfluenceAttachment,
    deleteConfluenceAttachment,
  ],
};
