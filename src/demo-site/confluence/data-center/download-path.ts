import { currentFile, type PageAttachment } from '../records.ts';

/** Where the newest bytes of an attachment are, below the context path. */
export function downloadPath(attachment: PageAttachment): string {
  const { number, created } = currentFile(attachment);
  const query = new URLSearchParams({ version: String(number), modificationDate: String(created), api: 'v2' });
  return `/download/attachments/${attachment.page.id}/${encodeURIComponent(attachment.fileName)}?${query.toString()}`;
}
