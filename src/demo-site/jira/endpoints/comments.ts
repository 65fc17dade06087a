import { offsetPage } from '../../http/offset-page.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import type { Site } from '../../site.ts';
import { addComment, commentBody, commentOf } from '../comments.ts';
import type { Comment, Issue } from '../records.ts';
import { Views } from '../views.ts';
import { issueOf, issueToWrite } from './issues.ts';

const shown = (site: Site, issue: Issue, comment: Comment) => new Views(site.url).comment(issue.id, comment);
const idIn = (request: SiteRequest) => request.param('id');

/** Comments of an issue. */
export const commentEndpoints: readonly Route[] = [
  route('GET /rest/api/3/issue/:issueIdOrKey/comment', (request, site) => {
    const issue = issueOf(request, site);
    const newestFirst = request.query.get('orderBy') === '-created';
    const all = newestFirst ? [...issue.comments].reverse() : issue.comments;
    const { startAt, maxResults, total, items } = offsetPage(request, all, { fallback: 100, max: 5_000 });
    return ok({ startAt, maxResults, total, comments: items.map((comment) => shown(site, issue, comment)) });
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/comment', (request, site) => {
    const issue = issueToWrite(request, site);
    return created(shown(site, issue, addComment(commentBody(request.body), issue, site, request.user)));
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/comment/:id', (request, site) => {
    const issue = issueOf(request, site);
    return ok(shown(site, issue, commentOf(issue, idIn(request))));
  }),
  route('PUT /rest/api/3/issue/:issueIdOrKey/comment/:id', (request, site) => {
    const issue = issueToWrite(request, site);
    const comment = commentOf(issue, idIn(request));
    comment.body = commentBody(request.body);
    comment.updateAuthor = request.user;
    comment.updated = Date.now();
    issue.updated = comment.updated;
    return ok(shown(site, issue, comment));
  }),
  route('DELETE /rest/api/3/issue/:issueIdOrKey/comment/:id', (request, site) => {
    const issue = issueToWrite(request, site);
    issue.comments.splice(issue.comments.indexOf(commentOf(issue, idIn(request))), 1);
    issue.updated = Date.now();
    return noContent();
  }),
];
