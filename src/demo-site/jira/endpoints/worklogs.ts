import { offsetPage } from '../../http/offset-page.ts';
import { fieldRefusal } from '../../http/refusal.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { isJsonObject } from '../../json.ts';
import { isRichText } from '../rich-text.ts';
import { Views } from '../views.ts';
import { visibilityIn } from '../visibility.ts';
import {
  addWorklog,
  estimateAfter,
  removeWorklog,
  startedIn,
  timeSpentIn,
  worklogOf,
  worklogsFor,
} from '../worklogs.ts';
import { issueOf, issueToWrite } from './issues.ts';

/** Time spent on an issue. */
export const worklogEndpoints: readonly Route[] = [
  route('GET /rest/api/3/issue/:issueIdOrKey/worklog', (request, site) => {
    const issue = issueOf(request, site);
    const page = offsetPage(request, worklogsFor(issue, request.user), { fallback: 5_000, max: 5_000 });
    const { startAt, maxResults, total, items } = page;
    return ok({ startAt, maxResults, total, worklogs: items.map((one) => new Views(site.url).worklog(issue.id, one)) });
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/worklog', (request, site) => {
    const issue = issueToWrite(request, site);
    const body = isJsonObject(request.body) ? request.body : {};
    const { comment } = body;
    const seconds = timeSpentIn(body);
    if (comment !== undefined && !isRichText(comment)) throw fieldRefusal({ comment: 'Comment body is not valid!' });
    const values = { comment, seconds, started: startedIn(body['started']), visibility: visibilityIn(body) };
    const remaining = estimateAfter(request.query, issue, seconds);
    return created(new Views(site.url).worklog(issue.id, addWorklog(values, remaining, issue, site, request.user)));
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/worklog/:id', (request, site) => {
    const issue = issueOf(request, site);
    return ok(new Views(site.url).worklog(issue.id, worklogOf(request.param('id'), issue, request.user)));
  }),
  route('DELETE /rest/api/3/issue/:issueIdOrKey/worklog/:id', (request, site) => {
    const issue = issueToWrite(request, site);
    const worklog = worklogOf(request.param('id'), issue, request.user);
    removeWorklog(worklog, estimateAfter(request.query, issue, -worklog.seconds), issue, site, request.user);
    return noContent();
  }),
];
