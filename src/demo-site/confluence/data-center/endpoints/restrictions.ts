import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import type { SiteRequest } from '../../../http/site-request.ts';
import { isJsonObject, textAt } from '../../../json.ts';
import type { User } from '../../../people.ts';
import type { Site } from '../../../site.ts';
import type { Page } from '../../records.ts';
import { restrict, restrictionsOf } from '../../restrictions.ts';
import { findPage } from '../find-content.ts';
import { context, listReply } from '../offset-list.ts';
import { refusal } from '../refusals.ts';
import { type Operation, operationView, restrictionsView } from '../restrictions-view.ts';
import { expansionIn } from './expansion-in.ts';

const operations: readonly Operation[] = ['read', 'update'];
const people = 'restrictions.user,restrictions.group';

/** Who alone may read a page, and who may change it. */
export const restrictionEndpoints: readonly Route[] = [
  route('GET /rest/api/content/:id/restriction/byOperation', (request, site) => {
    const expand = expansionIn(
      request,
      operations.flatMap((one) => people.split(',').map((path) => `${one}.${path}`)).join(),
    );
    const view = restrictionsView(pageIn(request, site), site, expand);
    return ok({ ...view, _links: { ...view._links, ...context(site) } });
  }),
  route('GET /rest/api/content/:id/restriction/byOperation/:operation', (request, site) => {
    const operation = operationOf(request.param('operation'));
    const view = operationView(pageIn(request, site), operation, site, expansionIn(request, people));
    return ok({ ...view, _links: { ...view._links, ...context(site) } });
  }),
  route('PUT /rest/api/content/:id/restriction', (request, site) => {
    const page = pageIn(request, site);
    restrict(page, request.user, restrictionsIn(request, page, site));
    const expand = expansionIn(request, people);
    return listReply(request, site, operations, (operation) => operationView(page, operation, site, expand));
  }),
];

const pageIn = (request: SiteRequest, site: Site): Page => findPage(request.param('id'), request.user, site);

/** What is sent, over what the page has: an operation or a list that is not sent stays; an empty list takes it away. */
function restrictionsIn({ body, user }: SiteRequest, page: Page, site: Site) {
  if (!Array.isArray(body))
    throw refusal(400, 'The request body must be a list of restrictions, each with its operation.');
  const wanted = { ...restrictionsOf(page) };
  for (const one of body as readonly unknown[]) {
    const operation = operationOf(textAt(one, 'operation') ?? '');
    const restrictions = isJsonObject(one) ? one['restrictions'] : undefined;
    if (!isJsonObject(restrictions)) throw refusal(400, `The operation ${operation} needs its restrictions.`);
    const { user: users, group: groups } = restrictions;
    if (Array.isArray(groups) && groups.length > 0) throw refusal(400, 'No group with the given name exists.');
    if (users !== undefined) wanted[operation] = usersIn(users, site);
  }
  for (const allowed of [wanted.read, wanted.update]) {
    if (allowed !== null && allowed.length > 0 && !allowed.includes(user)) {
      throw refusal(400, 'The restrictions must not take away the access of the user who sets them.');
    }
  }
  return wanted;
}

function operationOf(text: string): Operation {
  const operation = operations.find((one) => one === text);
  if (operation === undefined) throw refusal(400, `The operation is read or update, not '${text.slice(0, 40)}'.`);
  return operation;
}

function usersIn(users: unknown, site: Site): readonly User[] {
  if (!Array.isArray(users)) throw refusal(400, 'The users of a restriction must be a list.');
  return users.map((one: unknown) => {
    const [username, key] = [textAt(one, 'username'), textAt(one, 'userKey')];
    const user = username === undefined ? site.people.byConfluenceUserKey(key ?? '') : site.people.byUsername(username);
    if (user === undefined) throw refusal(400, `No user found with the name '${username ?? key ?? ''}'.`);
    return user;
  });
}
