import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { removeAttachment } from '../attachments.ts';
import { removeComment } from '../comments.ts';
import { requireEditor } from '../confluence-content.ts';
import { findContent, missing } from './find-content.ts';

/** `DELETE content/{id}`: a page goes to the trash and, with `status=trashed`, from there; a comment and a file are removed at once. */
export function deleteContent(request: SiteRequest, site: Site): void {
  const id = request.param('id');
  const { user, query } = request;
  const purge = query.get('status') === 'trashed';
  const trashed = site.confluence.findPage(id, user, { trashed: true });
  if (purge) {
    if (trashed?.status !== 'trashed') throw missing(id);
    requireEditor(user, trashed);
    site.confluence.removePage(trashed, { purge });
    return;
  }
  const found = findContent(id, user, site);
  switch (found.type) {
    case 'page':
      requireEditor(user, found.page);
      site.confluence.removePage(found.page, { purge });
      break;
    case 'comment':
      removeComment(found.comment, user);
      break;
    case 'attachment':
      removeAttachment(found.attachment, user);
      break;
  }
}
