import { offsetPage } from '../../http/offset-page.ts';
import { fieldRefusal, Refusal } from '../../http/refusal.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject } from '../../json.ts';
import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import { isAdfDocument } from '../adf.ts';
import { momentOf } from '../jira-date.ts';
import type { Worklog } from '../records.ts';
import { secondsOf, Views } from '../views.ts';
import { issueOf, issueToWrite } from './issues.ts';

/** Time spent on an issue, and who follows it. */
export const worklogAndWatcherEndpoints: readonly Route[] = [
  route('GET /rest/api/3/issue/:issueIdOrKey/worklog', (request, site) => {
    const issue = issueOf(request, site);
    const { startAt, maxResults, total, items } = offsetPage(request, issue.worklogs, { fallback: 5_000, max: 5_000 });
    return ok({ startAt, maxResults, total, worklogs: items.map((one) => new Views(site.url).worklog(issue.id, one)) });
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/worklog', (request, site) => {
    const issue = issueToWrite(request, site);
    const worklog = worklogOf(request.body, site, request.user);
    issue.worklogs.push(worklog);
    issue.updated = worklog.created;
    return created(new Views(site.url).worklog(issue.id, worklog));
  }),
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

function worklogOf(body: unknown, site: Site, author: User): Worklog {
  const { timeSpent, timeSpentSeconds, comment, started } = isJsonObject(body) ? body : {};
  const seconds = typeof timeSpent === 'string' ? secondsOf(timeSpent) : timeSpentSeconds;
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 60) {
    throw fieldRefusal({ timeLogged: 'Invalid time duration entered.' });
  }
  if (comment !== undefined && !isAdfDocument(comment)) throw fieldRefusal({ comment: 'Comment body is not valid!' });
  const now = Date.now();
  const moment = started === undefined ? now : momentOf(started);
  if (moment === undefined) throw new Refusal(400, 'Invalid started date: expected yyyy-MM-ddTHH:mm:ss.SSS+0000');
  return { id: site.jira.ids.worklog.next(), author, comment, created: now, started: moment, seconds };
}
