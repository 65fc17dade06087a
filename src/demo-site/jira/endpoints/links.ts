import { fieldRefusal, Refusal } from '../../http/refusal.ts';
import { created, noContent, ok, type Reply } from '../../http/reply.ts';
import { type Route, route } from '../../http/route.ts';
import { isJsonObject, textAt } from '../../json.ts';
import { addComment, commentBody } from '../comments.ts';
import { requireWriter } from '../jira-content.ts';
import type { RemoteLink } from '../records.ts';
import { Views } from '../views.ts';
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
    const { type, inwardIssue, outwardIssue, comment } = isJsonObject(request.body) ? request.body : {};
    const named = textAt(type, 'name')?.toLowerCase();
    const linkType = site.jira.setup.linkTypes.find(
      ({ id, name }) => id === textAt(type, 'id') || name.toLowerCase() === named,
    );
    if (linkType === undefined)
      throw new Refusal(404, `No issue link type with name '${textAt(type, 'name') ?? ''}' found.`);
    const end = (ref: unknown) => site.jira.issue(textAt(ref, 'key') ?? textAt(ref, 'id') ?? '', request.user);
    const [inward, outward] = [end(inwardIssue), end(outwardIssue)];
    if (inward === outward) throw new Refusal(400, 'You cannot link an issue to itself.');
    const said = comment === undefined ? undefined : commentBody(comment);
    site.jira.addLink({ id: site.jira.ids.link.next(), type: linkType, inward, outward });
    if (said !== undefined) addComment(said, inward, site, request.user);
    inward.updated = Date.now();
    outward.updated = inward.updated;
    return { status: 201 };
  }),
  route('DELETE /rest/api/3/issueLink/:linkId', (request, site) => {
    requireWriter(request.user);
    const link = site.jira.linksFor(request.user).find(({ id }) => id === request.param('linkId'));
    if (link === undefined) throw new Refusal(404, `No issue link with id '${request.param('linkId')}' exists.`);
    site.jira.removeLink(link);
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
    const { globalId } = isJsonObject(request.body) ? request.body : {};
    const known = issue.remoteLinks.findIndex((one) => one.globalId !== undefined && one.globalId === globalId);
    const id = issue.remoteLinks[known]?.id ?? Number(site.jira.ids.remoteLink.next());
    const link = remoteLinkOf(request.body, id);
    if (known === -1) issue.remoteLinks.push(link);
    else issue.remoteLinks[known] = link;
    issue.updated = Date.now();
    const identity = { id, self: new Views(site.url).self(`issue/${issue.key}/remotelink/${id}`) };
    return known === -1 ? created(identity) : ok(identity);
  }),
];

function remoteLinkOf(body: unknown, id: number): RemoteLink {
  const { object, application } = isJsonObject(body) ? body : {};
  const [url, title] = [textAt(object, 'url'), textAt(object, 'title')];
  const errors = { ...(url ? {} : { url: "'url' is required." }), ...(title ? {} : { title: "'title' is required." }) };
  if (url === undefined || title === undefined || Object.keys(errors).length > 0) throw fieldRefusal(errors);
  const [type, name] = [textAt(application, 'type'), textAt(application, 'name')];
  return {
    id,
    url,
    title,
    summary: textAt(object, 'summary'),
    globalId: textAt(body, 'globalId'),
    relationship: textAt(body, 'relationship'),
    application: {
      ...(type === undefined ? {} : { type }),
      ...(name === undefined ? {} : { name }),
    },
  };
}
