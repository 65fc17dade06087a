import { Refusal } from '../../http/refusal.ts';
import { noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { Views } from '../views.ts';
import { issueOf, issueToWrite } from './issues.ts';

/** Who follows an issue. */
export const watcherEndpoints: readonly Route[] = [
  route('GET /rest/api/3/issue/:issueIdOrKey/watchers', (request, site) => {
    const issue = issueOf(request, site);
    const views = new Views(site.url);
    return ok({
      self: views.self(`issue/${issue.key}/watchers`),
      isWatching: issue.watchers.has(request.user),
      watchCount: issue.watchers.size,
      watchers: [...issue.watchers].map((user) => views.user(user)),
    });
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/watchers', (request, site) => {
    const issue = issueToWrite(request, site);
    issue.watchers.add(request.body === undefined ? request.user : watcher(request.body, site));
    return noContent();
  }),
  route('DELETE /rest/api/3/issue/:issueIdOrKey/watchers', (request, site) => {
    issueToWrite(request, site).watchers.delete(watcherInQuery(request, site));
    return noContent();
  }),
];

/** The body of `POST watchers` is a bare JSON string. */
function watcher(accountId: unknown, site: Site): User {
  const user = typeof accountId === 'string' ? site.people.byAccountId(accountId) : undefined;
  if (user === undefined) throw new Refusal(404, `The user "${String(accountId)}" does not exist.`);
  return user;
}

function watcherInQuery(request: SiteRequest, site: Site): User {
  return watcher(request.query.get('accountId'), site);
}
