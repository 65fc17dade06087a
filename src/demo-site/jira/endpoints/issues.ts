import { offsetPage, pageBean } from '../../http/offset-page.ts';
import { Refusal } from '../../http/refusal.ts';
import { created, noContent, ok } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import type { SiteRequest } from '../../http/site-request.ts';
import { isJsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { createIssue } from '../create-issue.ts';
import { record } from '../history.ts';
import { issueView, selectedFields } from '../issue-view.ts';
import { requireWriter } from '../jira-content.ts';
import type { Issue } from '../records.ts';
import { resolutionAfter } from '../resolution-after.ts';
import { Views } from '../views.ts';
import { applyFields, issueBody, moveIssue } from '../write-issue.ts';

/** How many issues one request may create. */
const maxCreated = 50;

/** The issue that the path names, for a read. */
export function issueOf(request: SiteRequest, site: Site): Issue {
  return site.jira.issue(request.param('issueIdOrKey'), request.user);
}

/** The same for a write: 404 comes before 403, so that nobody learns of what they can't see. */
export function issueToWrite(request: SiteRequest, site: Site): Issue {
  const issue = issueOf(request, site);
  requireWriter(request.user);
  return issue;
}

/** Issues: create, read, edit, delete, assign, move, and their history. */
export const issueEndpoints: readonly Route[] = [
  route('POST /rest/api/3/issue', (request, site) => {
    requireWriter(request.user);
    const { fields, update } = issueBody(request.body);
    const { id, key } = createIssue(fields, update, site, request.user);
    return created({ id, key, self: new Views(site.url).self(`issue/${id}`) });
  }),
  route('POST /rest/api/3/issue/bulk', (request, site) => {
    const { issueUpdates } = isJsonObject(request.body) ? request.body : {};
    if (!Array.isArray(issueUpdates) || issueUpdates.length === 0) {
      throw new Refusal(400, 'At least one issue must be given in issueUpdates.');
    }
    if (issueUpdates.length > maxCreated) {
      throw new Refusal(400, `At most ${maxCreated} issues can be created at once.`);
    }
    requireWriter(request.user);
    const issues: unknown[] = [];
    const errors: unknown[] = [];
    for (const [failedElementNumber, one] of issueUpdates.entries()) {
      try {
        const { fields, update } = issueBody(one);
        const { id, key } = createIssue(fields, update, site, request.user);
        issues.push({ id, key, self: new Views(site.url).self(`issue/${id}`) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { status, message, details } = error;
        const elementErrors = { errorMessages: message === '' ? [] : [message], errors: details.errors ?? {} };
        errors.push({ status, elementErrors, failedElementNumber });
      }
    }
    return { status: issues.length === 0 ? 400 : 201, body: { issues, errors } };
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey', (request, site) => {
    const fields = selectedFields(request.list('fields'));
    return ok(issueView(issueOf(request, site), site, request.user, { fields, expand: request.list('expand') }));
  }),
  route('PUT /rest/api/3/issue/:issueIdOrKey', (request, site) => {
    const issue = issueToWrite(request, site);
    const { fields, update } = issueBody(request.body);
    record(issue, applyFields(fields, update, issue, site, request.user), site, request.user);
    return request.flag('returnIssue')
      ? ok(issueView(issue, site, request.user, { fields: selectedFields([]), expand: request.list('expand') }))
      : noContent();
  }),
  route('DELETE /rest/api/3/issue/:issueIdOrKey', (request, site) => {
    const issue = issueToWrite(request, site);
    const subtasks = site.jira.childrenOf(issue).filter(({ type }) => type.subtask);
    if (subtasks.length > 0 && !request.flag('deleteSubtasks')) {
      throw new Refusal(
        400,
        `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
      );
    }
    for (const one of [...subtasks, issue]) site.jira.removeIssue(one);
    return noContent();
  }),
  route('PUT /rest/api/3/issue/:issueIdOrKey/assignee', (request, site) => {
    const issue = issueToWrite(request, site);
    record(issue, applyFields({ assignee: request.body }, {}, issue, site, request.user), site, request.user);
    return noContent();
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/transitions', (request, site) => {
    const wanted = request.query.get('transitionId');
    const transitions = site.jira
      .transitionsOf(issueOf(request, site))
      .filter(({ id }) => wanted === null || id === wanted)
      .map((transition) => new Views(site.url).transition(transition));
    return ok({ expand: 'transitions', transitions });
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/transitions', (request, site) => {
    const issue = issueToWrite(request, site);
    const { fields, update, transition } = issueBody(request.body);
    const id = textAt(transition, 'id');
    if (id === undefined) throw new Refusal(400, "Missing 'transition' identifier");
    const step = site.jira.transitionsOf(issue).find((one) => one.id === id);
    if (step === undefined) {
      throw new Refusal(
        400,
        'It seems that you have tried to perform an illegal workflow operation: the transition is not valid for this issue.',
      );
    }
    const { resolution: asked, ...others } = fields;
    const resolution = resolutionAfter(step, asked, site);
    const changes = applyFields(others, update, issue, site, request.user);
    if (changes.length > 0) record(issue, changes, site, request.user);
    moveIssue(issue, step, resolution, site, request.user);
    return noContent();
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/changelog', (request, site) => {
    const page = offsetPage(request, issueOf(request, site).history, { fallback: 100, max: 100 });
    const values = page.items.map((history) => new Views(site.url).history(history));
    return ok(pageBean(request, site.url, page, values));
  }),
];
