import { Refusal } from '../http/refusal.ts';
import type { SiteRequest } from '../http/site-request.ts';
import { isJsonObject, textAt } from '../json.ts';
import type { Site } from '../site.ts';
import { requireEditor, requireWriter } from './confluence-content.ts';
import { newPage } from './new-page.ts';
import { addVersion } from './page-history.ts';
import { reparent, requireOutside } from './page-tree.ts';
import { currentVersion, type Page, type Space } from './records.ts';
import { xhtmlProblem } from './storage-xhtml.ts';

/**
 * The storage text of a `body`, written as `{representation, value}` or nested under its representation.
 * Only storage is taken here; a body that is not well-formed is refused with the place of the first mistake.
 */
export function storageBody(body: unknown): string {
  const nested = isJsonObject(body) && isJsonObject(body['storage']) ? body['storage'] : body;
  const [representation, value] = [textAt(nested, 'representation'), textAt(nested, 'value')];
  if (representation === undefined || value === undefined) {
    throw new Refusal(400, "The request body must have a 'body' with a 'representation' and a 'value'.");
  }
  if (representation !== 'storage')
    throw new Refusal(400, `The demo site takes bodies as storage only, not as '${representation.slice(0, 40)}'.`);
  const problem = xhtmlProblem(value);
  if (problem !== undefined) throw new Refusal(400, problem);
  return value;
}

/** `POST pages`. */
export function createPage(request: SiteRequest, site: Site): Page {
  const { body, user } = request;
  requireWriter(user);
  const fields = jsonBody(body);
  const spaceId = textAt(fields, 'spaceId');
  if (spaceId === undefined) throw new Refusal(400, "'spaceId' is required and must be a string.");
  const space = site.confluence.space(spaceId);
  const title = freeTitle(site, space, fields['title']);
  const parent = parentIn(request, site, space, fields['parentId']) ?? homepage(request, site, space);
  const storage = fields['body'] === undefined ? '' : storageBody(fields['body']);
  const status = fields['status'] === 'draft' ? 'draft' : 'current';
  return newPage(site.confluence, { space, parent, title, body: storage, author: user, status });
}

/** `PUT pages/{id}`: all or nothing, and only on top of the version that the client has seen. */
export function updatePage(request: SiteRequest, site: Site): Page {
  const { user } = request;
  const page = site.confluence.page(request.param('id'), user);
  const fields = jsonBody(request.body);
  requireEditor(user, page);
  if (fields['id'] !== page.id) throw new Refusal(400, "'id' is required and must be the id in the path.");
  const { status } = fields;
  if (status !== 'current' && status !== 'draft')
    throw new Refusal(400, "'status' is required and must be current or draft.");
  const number = isJsonObject(fields['version']) ? fields['version']['number'] : undefined;
  if (typeof number !== 'number') throw new Refusal(400, "'version.number' is required and must be an integer.");
  const storage = storageBody(fields['body']);
  const title = freeTitle(site, page.space, fields['title'], page);
  const parent =
    fields['parentId'] === undefined ? page.parent : parentIn(request, site, page.space, fields['parentId']);
  const current = currentVersion(page).number;
  if (number !== current + 1) {
    throw new Refusal(
      409,
      `Version must be incremented when updating a page. Current Version: [${current}]. Provided version: [${number}]`,
    );
  }
  requireOutside(page, parent);
  const message = textAt(fields['version'], 'message') ?? '';
  addVersion(page, user, { title, body: storage, message });
  reparent(site.confluence, page, parent);
  page.status = status;
  return page;
}

/** `PUT pages/{id}/title`: a new version with nothing else changed. */
export function renamePage(request: SiteRequest, site: Site): Page {
  const { user } = request;
  const page = site.confluence.page(request.param('id'), user);
  const fields = jsonBody(request.body);
  requireEditor(user, page);
  if (fields['status'] !== page.status) throw new Refusal(400, `'status' is required and must be ${page.status}.`);
  const title = freeTitle(site, page.space, fields['title'], page);
  addVersion(page, user, { title });
  return page;
}

function jsonBody(body: unknown) {
  if (!isJsonObject(body)) throw new Refusal(400, 'The request body must be a JSON object.');
  return body;
}

function freeTitle(site: Site, space: Space, title: unknown, page?: Page): string {
  if (typeof title !== 'string' || title.trim() === '')
    throw new Refusal(400, "'title' is required and must not be empty.");
  if (title.length > 255) throw new Refusal(400, "'title' must be at most 255 characters long.");
  if (site.confluence.titleTaken(space, title, page)) {
    throw new Refusal(
      400,
      'A page with this title already exists: A page already exists with the same TITLE in this space',
    );
  }
  return title;
}

function parentIn(request: SiteRequest, site: Site, space: Space, id: unknown): Page | null {
  if (id === undefined || id === null) return null;
  if (typeof id !== 'string') throw new Refusal(400, "'parentId' must be a string.");
  const parent = site.confluence.page(id, request.user);
  if (parent.space !== space) throw new Refusal(400, 'The parent page is in another space.');
  return parent;
}

/** A page without a parent goes below the space's home page, unless it is asked for at the root or there is none. */
function homepage(request: SiteRequest, site: Site, space: Space): Page | null {
  return request.flag('root-level') ? null : (site.confluence.findPage(space.homepageId, request.user) ?? null);
}
