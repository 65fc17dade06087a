import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { addFooterComment, addReply } from '../comments.ts';
import { requireWriter } from '../confluence-content.ts';
import { newPage } from '../new-page.ts';
import type { Page, PageComment } from '../records.ts';
import { idIn, objectOf, parentIdIn, storageIn } from './body-of.ts';
import { type Found, findContent, findPage } from './find-content.ts';
import { freeTitle, parentOf } from './page-checks.ts';
import { refusal } from './refusals.ts';

/** `POST content`: a page in a space, or a comment on a page. */
export function createContent(request: SiteRequest, site: Site): Found {
  requireWriter(request.user);
  const fields = objectOf(request.body);
  switch (fields['type']) {
    case 'page':
      return { type: 'page', page: createPage(fields, request, site) };
    case 'comment':
      return { type: 'comment', comment: createComment(fields, request, site) };
    default:
      throw refusal(
        400,
        `This site takes pages and comments, not content of the type '${String(textAt(fields, 'type'))}'.`,
      );
  }
}

function createPage(fields: JsonObject, { user }: SiteRequest, site: Site): Page {
  const key = textAt(fields['space'], 'key');
  if (key === undefined) throw refusal(400, 'A page needs a space: send space.key.');
  const space = site.confluence.spaceOfKey(key);
  const title = freeTitle(fields['title'], space, site);
  const parentId = parentIdIn(fields);
  const parent = parentId === undefined ? null : parentOf(parentId, space, user, site);
  const body = storageIn(fields, site) ?? '';
  const status = fields['status'] === 'draft' ? 'draft' : 'current';
  return newPage(site.confluence, { space, parent, title, body, author: user, status });
}

/** A comment names its page as the container, and the comment that it answers as an ancestor. */
function createComment(fields: JsonObject, { user }: SiteRequest, site: Site): PageComment {
  const containerId = idIn(fields['container']);
  if (containerId === undefined) throw refusal(400, 'A comment needs a page: send container.id.');
  const page = findPage(containerId, user, site);
  const { extensions } = fields;
  if (isJsonObject(extensions) && extensions['location'] === 'inline') {
    throw refusal(400, 'An inline comment can only be made where its text is marked, which this resource cannot do.');
  }
  const parentId = parentIdIn(fields);
  const parent = parentId === undefined ? undefined : findContent(parentId, user, site);
  if (parent !== undefined && (parent.type !== 'comment' || parent.comment.page !== page)) {
    throw refusal(400, 'The ancestor of a comment must be a comment on the same page.');
  }
  const body = storageIn(fields, site);
  if (body === undefined) throw refusal(400, 'A comment needs a body.');
  return parent === undefined
    ? addFooterComment(site.confluence, { page, author: user, body })
    : addReply(site.confluence, parent.comment, { author: user, body });
}
