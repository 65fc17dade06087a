import { ok } from '../../../http/reply.ts';
import { type Route, route } from '../../../http/route.ts';
import { issueView, shownIn } from '../issue-view.ts';

/** One issue. Everything that changes one is shared with the cloud. */
export const issueEndpoints: readonly Route[] = [
  route('GET /rest/api/2/issue/:issueIdOrKey', (request, site) => {
    const issue = site.jira.issue(request.param('issueIdOrKey'), request.user);
    return ok(issueView(issue, shownIn(request, '*all'), site, request.user));
  }),
];
