import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { editComment, resolveComment } from '../comments.ts';
import type { PageComment } from '../records.ts';
import { storageIn } from './body-of.ts';
import { editOf, requireNextNumber } from './version-of.ts';

/** The next version of a comment: another text, or another resolution of one inside the page. */
export function updateComment(
  comment: PageComment,
  fields: JsonObject,
  { user }: SiteRequest,
  site: Site,
): PageComment {
  requireNextNumber(fields, comment.version.number);
  const { extensions } = fields;
  const status = isJsonObject(extensions) ? textAt(extensions['resolution'], 'status') : undefined;
  const body = storageIn(fields, site) ?? comment.body;
  if (status !== undefined) resolveComment(comment, user, status === 'resolved');
  editComment(comment, user, { body, message: editOf(fields).message });
  return comment;
}
