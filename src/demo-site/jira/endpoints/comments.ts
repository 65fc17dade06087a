import { offsetPage } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject } from '../../json.ts';
import type { Site } from '../../site.ts';
import { addComment, commentBody, commentOf, commentsFor } from '../comments.ts';
import type { Comment, Issue } from '../records.ts';
import { Views } from '../views.ts';
import { visibilityIn } from '../visibility.ts';
import { issueOf, issueToWrite } from './issues.ts';

const shown = (site: Site, issue: Issue, comment: Comment) => new Views(site.url).comment(issue.id, comment);
const commentIn = (request: SiteRequest, issue: Issue) => commentOf(issue, request.param('id'), request.user);

/** Comments of an issue. */
export const commentEndpoints: readonly Route[] = [
  route('GET /rest/api/3/issue/:issueIdOrKey/comment', (request, site) => {
    const issue = issueOf(request, site);
    const order = request.query.get('orderBy')?.trim() ?? 'created';
    if (!/^[+-]?created$/.test(order)) throw new Refusal(400, `'${order}' is not a field to order comments by.`);
    const oldestFirst = commentsFor(issue, request.user);
    const all = order === '-created' ? [...oldestFirst].reverse() : oldestFirst;
    const { startAt, maxResults, total, items } = offsetPage(request, all, { fallback: 100, max: 5_000 });
    return ok({ startAt, maxResults, total, comments: items.map((comment) => shown(site, issue, comment)) });
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/comment', (request, site) => {
    const issue = issueToWrite(request, site);
    const [body, visibility] = [commentBody(request.body), visibilityIn(request.body)];
    return created(shown(site, issue, addComment(body, issue, site, request.user, visibility)));
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/comment/:id', (request, site) => {
    const issue = issueOf(request, site);
    return ok(shown(site, issue, commentIn(request, issue)));
  }),
  route('PUT /rest/api/3/issue/:issueIdOrKey/comment/:id', (request, site) => {
    const issue = issueToWrite(request, site);
    const comment = commentIn(request, issue);
    const [body, visibility] = [commentBody(request.body), visibilityIn(request.body)];
    comment.body = body;
    if (isJsonObject(request.body) && 'visibility' in request.body) comment.visibility = visibility;
    comment.updateAuthor = request.user;
    comment.updated = Date.now();
    issue.updated = comment.updated;
    return ok(shown(site, issue, comment));
  }),
  route('DELETE /rest/api/3/issue/:issueIdOrKey/comment/:id', (request, site) => {
    const issue = issueToWrite(request, site);
    issue.comments.splice(issue.comments.indexOf(commentIn(request, issue)), 1);
    issue.updated = Date.now();
    return noContent();
  }),
];
