import type { SiteRequest } from '../../http/site-request.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { currentAttachments } from '../attachments.ts';
import {
  currentVersion,
  type Page,
  type PageAttachment,
  type PageComment,
  type PageVersion,
  type Version,
} from '../records.ts';
import { refusal } from './refusals.ts';

/** A content of any type: all share one row of ids. */
export type Found =
  | { readonly type: 'page'; readonly page: Page; readonly version?: PageVersion }
  | { readonly type: 'comment'; readonly comment: PageComment }
  | { readonly type: 'attachment'; readonly attachment: PageAttachment };

/** The current content of an id; 404 for one that is not there or not to be seen. */
export function findContent(id: string, user: User, site: Site): Found {
  const page = site.confluence.findPage(id, user);
  if (page?.status === 'current') return { type: 'page', page };
  const pages = site.confluence.pagesFor(user).filter(({ status }) => status === 'current');
  const comment = pages.flatMap((one) => one.comments).find((one) => one.id === id);
  if (comment !== undefined) return { type: 'comment', comment };
  const attachment = pages.flatMap(currentAttachments).find((one) => one.id === id || one.id === `att${id}`);
  if (attachment !== undefined) return { type: 'attachment', attachment };
  throw missing(id);
}

/** The page of an id; 404 too for another type of content. */
export function findPage(id: string, user: User, site: Site): Page {
  const found = findContent(id, user, site);
  if (found.type !== 'page') throw missing(id);
  return found.page;
}

/** What `status` and `version` ask for: a version that is no longer the current one is `historical`. */
export function askedContent(request: SiteRequest, site: Site): Found {
  const id = request.param('id');
  const statuses = request.list('status');
  const takes = (status: string) =>
    statuses.includes(status) || statuses.includes('any') || (statuses.length === 0 && status === 'current');
  const number = request.integer('version', { fallback: 0, min: 0 });
  const page = site.confluence.findPage(id, request.user, { trashed: true });
  if (page === undefined) {
    const found = findContent(id, request.user, site);
    const current = versionsOf(found).at(-1)?.number;
    if (!takes('current') || (number !== 0 && number !== current)) throw missing(id);
    return found;
  }
  const version = number === 0 ? currentVersion(page) : page.versions.find((one) => one.number === number);
  const isOld = version !== currentVersion(page);
  if (version === undefined || !takes(isOld ? 'historical' : page.status)) throw missing(id);
  return { type: 'page', page, version };
}

export function missing(id: string) {
  return refusal(404, `No content found with id: ContentId{id=${id.slice(0, 40)}}`);
}

/** Every version of a content, oldest first; of a comment only the newest is kept. */
export function versionsOf(found: Found): readonly [Version, ...Version[]] {
  switch (found.type) {
    case 'page':
      return found.page.versions;
    case 'comment':
      return [found.comment.version];
    case 'attachment':
      return found.attachment.versions;
  }
}
