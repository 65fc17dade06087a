import type { User } from '../people.ts';
import {
  currentFile,
  currentVersion,
  type Page,
  type PageAttachment,
  type PageComment,
  type Version,
} from './records.ts';

/** What a CQL search finds: a page, or a comment or a file on one. */
export interface Content {
  readonly type: 'page' | 'comment' | 'attachment';
  readonly id: string;
  readonly title: string;
  readonly page: Page;
  readonly comment?: PageComment;
  readonly attachment?: PageAttachment;
  /** Storage format; a file has none. */
  readonly body: string;
  readonly created: number;
  readonly creator: User;
  /** The newest version. */
  readonly version: Version;
}

export function pageContent(page: Page): Content {
  const version = currentVersion(page);
  const { id, created, author: creator } = page;
  return { type: 'page', id, title: version.title, page, body: version.body, created, creator, version };
}

export function commentContent(comment: PageComment): Content {
  const { id, page, body, created, author: creator, version } = comment;
  return {
    type: 'comment',
    id,
    title: `Re: ${currentVersion(page).title}`,
    page,
    comment,
    body,
    created,
    creator,
    version,
  };
}

export function attachmentContent(attachment: PageAttachment): Content {
  const { id, page, fileName: title } = attachment;
  const { created, author: creator } = attachment.versions[0];
  return {
    type: 'attachment',
    id,
    title,
    page,
    attachment,
    body: '',
    created,
    creator,
    version: currentFile(attachment),
  };
}
