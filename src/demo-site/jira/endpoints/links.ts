import { Refusal } from '../../http/refusal.ts';
import { created, noContent, ok, type Reply } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { isJsonObject, textAt } from '../../json.ts';
import { addComment, commentBody } from '../comments.ts';
import { requireWriter } from '../jira-content.ts';
import { brief } from '../linked-issue.ts';
import { linkIssues, linkOf, linkTypeOf, unlinkIssues } from '../links.ts';
import { remoteLinkOf, removeRemoteLink, saveRemoteLink } from '../remote-links.ts';
import { Views } from '../views.ts';
import { visibilityIn } from '../visibility.ts';
import { issueOf, issueToWrite } from './issues.ts';

/** Links between issues, and from an issue to the world outside of Jira. */
export const linkEndpoints: readonly Route[] = [
  route('GET /rest/api/3/issueLinkType', (_, site) => {
    const views = new Views(site.url);
    return ok({
      issueLinkTypes: site.jira.setup.linkTypes.map((type) => ({
        ...type,
        self: views.self(`issueLinkType/${type.id}`),
      })),
    });
  }),
  route('POST /rest/api/3/issueLink', (request, site): Reply => {
    requireWriter(request.user);
    const { type: typeRef, inwardIssue, outwardIssue, comment } = isJsonObject(request.body) ? request.body : {};
    const [typeId, typeName] = [textAt(typeRef, 'id'), textAt(typeRef, 'name')];
    const type = linkTypeOf(
      { ...(typeId === undefined ? {} : { id: typeId }), ...(typeName === undefined ? {} : { name: typeName }) },
      site,
    );
    const end = (ref: unknown) => site.jira.issue(textAt(ref, 'key') ?? textAt(ref, 'id') ?? '', request.user);
    const [inward, outward] = [end(inwardIssue), end(outwardIssue)];
    const said = comment === undefined ? undefined : commentBody(comment);
    const visibility = visibilityIn(comment);
    linkIssues(type, inward, outward, site, request.user);
    if (said !== undefined) addComment(said, inward, site, request.user, visibility);
    return { status: 201 };
  }),
  route('GET /rest/api/3/issueLink/:linkId', (request, site) => {
    const { id, type, inward, outward } = linkOf(request.param('linkId'), site, request.user);
    const views = new Views(site.url);
    return ok({
      id,
      self: views.self(`issueLink/${id}`),
      type: { ...type, self: views.self(`issueLinkType/${type.id}`) },
      inwardIssue: brief(inward, site),
      outwardIssue: brief(outward, site),
    });
  }),
  route('DELETE /rest/api/3/issueLink/:linkId', (request, site) => {
    const link = linkOf(request.param('linkId'), site, request.user);
    requireWriter(request.user);
    unlinkIssues(link, site, request.user);
    return noContent();
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/remotelink', (request, site) => {
    const issue = issueOf(request, site);
    const views = new Views(site.url);
    const globalId = request.query.get('globalId');
    if (globalId === null) return ok(issue.remoteLinks.map((link) => views.remoteLink(issue.key, link)));
    const link = issue.remoteLinks.find((one) => one.globalId === globalId);
    if (link === undefined)
      throw new Refusal(404, `A remote issue link with the global id '${globalId}' does not exist.`);
    return ok(views.remoteLink(issue.key, link));
  }),
  route('POST /rest/api/3/issue/:issueIdOrKey/remotelink', (request, site) => {
    const issue = issueToWrite(request, site);
    const { link, isNew } = saveRemoteLink(request.body, issue, site, request.user);
    const identity = { id: link.id, self: new Views(site.url).self(`issue/${issue.key}/remotelink/${link.id}`) };
    return isNew ? created(identity) : ok(identity);
  }),
  route('GET /rest/api/3/issue/:issueIdOrKey/remotelink/:linkId', (request, site) => {
    const issue = issueOf(request, site);
    return ok(new Views(site.url).remoteLink(issue.key, remoteLinkOf(request.param('linkId'), issue)));
  }),
  route('DELETE /rest/api/3/issue/:issueIdOrKey/remotelink/:linkId', (request, site) => {
    const issue = issueToWrite(request, site);
    removeRemoteLink(remoteLinkOf(request.param('linkId'), issue), issue, site, request.user);
    return noContent();
  }),
];
