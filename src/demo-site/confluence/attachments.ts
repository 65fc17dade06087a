import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';
import type { UploadedFile } from '../http/request-form.ts';
import type { User } from '../people.ts';
import { type ConfluenceContent, requireEditor } from './confluence-content.ts';
import { type AttachmentVersion, currentFile, type Page, type PageAttachment } from './records.ts';

/** A file as a client sends it, with what the client says about it. */
export interface Upload extends Pick<UploadedFile, 'name' | 'mediaType' | 'bytes'> {
  /** Becomes the message of the version. */
  readonly comment: string;
  readonly minorEdit: boolean;
}

export function currentAttachments(page: Page): readonly PageAttachment[] {
  return page.attachments.filter(({ status }) => status === 'current');
}

export function attachmentNamed(page: Page, fileName: string): PageAttachment | undefined {
  return currentAttachments(page).find((one) => one.fileName === fileName);
}

/** An attachment of a page that the user may see; 404 for any other, and for one in the trash unless asked for. */
export function attachmentOf(
  content: ConfluenceContent,
  id: string,
  user: User,
  { trashed = false } = {},
): PageAttachment {
  const pages = content.pagesFor(user).filter(({ status }) => status !== 'trashed');
  const attachment = pages.flatMap(({ attachments }) => attachments).find((one) => one.id === id);
  if (attachment === undefined || (attachment.status === 'trashed' && !trashed)) throw new Refusal(404, 'Not Found');
  return attachment;
}

/** The version of a number, the newest without one; 400 where there is none. */
export function fileVersion(attachment: PageAttachment, number = currentFile(attachment).number): AttachmentVersion {
  const version = attachment.versions.find((one) => one.number === number);
  if (version === undefined) throw new Refusal(400, `The attachment has no version ${number}.`);
  return version;
}

/** Adds files to a page, all or none; 400 where the page has a file of the same name. */
export function addAttachments(
  content: ConfluenceContent,
  page: Page,
  user: User,
  uploads: readonly Upload[],
): readonly PageAttachment[] {
  requireEditor(user, page);
  const names = uploads.map(({ name }) => name);
  const taken = names.find((name, index) => attachmentNamed(page, name) !== undefined || names.indexOf(name) < index);
  if (taken !== undefined) {
    throw new Refusal(400, `Cannot add a new attachment with same file name as an existing attachment: ${taken}`);
  }
  return uploads.map((upload) => newAttachment(content, page, user, upload));
}

/** Adds files to a page; one of the same name gets a new version. */
export function addOrUpdateAttachments(
  content: ConfluenceContent,
  page: Page,
  user: User,
  uploads: readonly Upload[],
): readonly PageAttachment[] {
  requireEditor(user, page);
  return uploads.map((upload) => {
    const attachment = attachmentNamed(page, upload.name);
    return attachment === undefined
      ? newAttachment(content, page, user, upload)
      : updateAttachment(attachment, user, upload);
  });
}

/** Gives an attachment a new version; its name stays. */
export function updateAttachment(attachment: PageAttachment, user: User, upload: Upload): PageAttachment {
  requireEditor(user, attachment.page);
  attachment.versions.push(versionFrom(upload, user, currentFile(attachment).number + 1));
  return attachment;
}

/** Moves an attachment to the trash, or out of it for good; 400 where it is not in there yet. */
export function removeAttachment(attachment: PageAttachment, user: User, { purge = false } = {}): void {
  const { page } = attachment;
  requireEditor(user, page);
  if (purge && attachment.status !== 'trashed')
    throw new Refusal(400, 'Only an attachment in the trash can be purged.');
  attachment.status = 'trashed';
  if (purge) page.attachments.splice(page.attachments.indexOf(attachment), 1);
}

/** Puts the newest versions of the files of one page on another. */
export function copyAttachments(content: ConfluenceContent, from: Page, to: Page, user: User): void {
  const uploads = currentAttachments(from).map((attachment) => {
    const { mediaType, bytes, message, minorEdit } = currentFile(attachment);
    return { name: attachment.fileName, mediaType, bytes, comment: message, minorEdit };
  });
  addOrUpdateAttachments(content, to, user, uploads);
}

function newAttachment(content: ConfluenceContent, page: Page, user: User, upload: Upload): PageAttachment {
  const attachment: PageAttachment = {
    id: `att${content.ids.attachment.next()}`,
    fileId: randomUUID(),
    page,
    fileName: upload.name,
    versions: [versionFrom(upload, user, 1)],
    status: 'current',
  };
  page.attachments.push(attachment);
  return attachment;
}

function versionFrom(upload: Upload, author: User, number: number): AttachmentVersion {
  const { comment: message, minorEdit, mediaType, bytes } = upload;
  return { number, message, minorEdit, author, created: Date.now(), mediaType, bytes };
}
