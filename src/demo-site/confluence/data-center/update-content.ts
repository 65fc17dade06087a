import type { SiteRequest } from '../../http/site-request.ts';
import type { JsonObject } from '../../json.ts';
import type { Site } from '../../site.ts';
import { requireEditor } from '../confluence-content.ts';
import { addVersion } from '../page-history.ts';
import { reparent } from '../page-tree.ts';
import { currentVersion, type Page } from '../records.ts';
import { objectOf, parentIdIn, storageIn } from './body-of.ts';
import { type Found, findContent, missing } from './find-content.ts';
import { freeTitle, parentOf } from './page-checks.ts';
import { refusal } from './refusals.ts';
import { updateComment } from './update-comment.ts';
import { editOf, requireNextNumber } from './version-of.ts';

/** `PUT content/{id}`: the next version of a page or a comment; what is not sent stays as it is. */
export function updateContent(request: SiteRequest, site: Site): Found {
  const { user } = request;
  const id = request.param('id');
  const fields = objectOf(request.body);
  const trashed = site.confluence.findPage(id, user, { trashed: true });
  if (trashed?.status === 'trashed') return { type: 'page', page: restore(trashed, fields, request, site) };
  const found = findContent(id, user, site);
  if (fields['type'] !== found.type) throw refusal(400, `The type is required, and is ${found.type} for this content.`);
  if (found.type === 'page') return { type: 'page', page: updatePage(found.page, fields, request, site) };
  if (found.type === 'comment')
    return { type: 'comment', comment: updateComment(found.comment, fields, request, site) };
  throw refusal(400, 'A file is changed where it is uploaded, not here.');
}

function updatePage(page: Page, fields: JsonObject, { user }: SiteRequest, site: Site): Page {
  requireEditor(user, page);
  const now = currentVersion(page);
  requireNextNumber(fields, now.number);
  const title = fields['title'] === undefined ? now.title : freeTitle(fields['title'], page.space, site, page);
  const parentId = parentIdIn(fields);
  const parent = parentId === undefined ? page.parent : parentOf(parentId, page.space, user, site);
  const body = storageIn(fields, site) ?? now.body;
  reparent(site.confluence, page, parent);
  addVersion(page, user, { title, body, ...editOf(fields) });
  return page;
}

/** Out of the trash, with nothing else changed. */
function restore(page: Page, fields: JsonObject, { user }: SiteRequest, site: Site): Page {
  if (fields['status'] !== 'current') throw missing(page.id);
  requireEditor(user, page);
  const now = currentVersion(page);
  requireNextNumber(fields, now.number);
  freeTitle(now.title, page.space, site, page);
  addVersion(page, user, editOf(fields));
  page.status = 'current';
  return page;
}
