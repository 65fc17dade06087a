import { fieldRefusal, Refusal } from '../http/refusal.ts';
import { isJsonObject, textAt } from '../json.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { change, nothing, record, type Side } from './history.ts';
import type { Issue, RemoteLink } from './records.ts';

const sideOf = ({ id, title, relationship }: RemoteLink): Side => ({
  id: String(id),
  text: `This issue ${relationship ?? 'links to'} "${title}"`,
});

/** The remote link of an issue with that id, or the 404. */
export function remoteLinkOf(id: string, issue: Issue): RemoteLink {
  const link = issue.remoteLinks.find((one) => String(one.id) === id);
  if (link === undefined) throw new Refusal(404, `No remote issue link with id '${id}' exists.`);
  return link;
}

/** Adds a remote link of the JSON of `POST remotelink`, or takes the place of the one with the same `globalId`. */
export function saveRemoteLink(
  body: unknown,
  issue: Issue,
  site: Site,
  user: User,
): { readonly link: RemoteLink; readonly isNew: boolean } {
  const globalId = textAt(body, 'globalId');
  const known = issue.remoteLinks.findIndex((one) => one.globalId !== undefined && one.globalId === globalId);
  const held = issue.remoteLinks[known];
  const values = valuesOf(body);
  const link = { ...values, id: held?.id ?? Number(site.jira.ids.remoteLink.next()) };
  if (held === undefined) issue.remoteLinks.push(link);
  else issue.remoteLinks[known] = link;
  const from = held === undefined ? nothing : sideOf(held);
  record(issue, [change('RemoteIssueLink', 'RemoteIssueLink', from, sideOf(link))], site, user);
  return { link, isNew: held === undefined };
}

export function removeRemoteLink(link: RemoteLink, issue: Issue, site: Site, user: User): void {
  issue.remoteLinks.splice(issue.remoteLinks.indexOf(link), 1);
  record(issue, [change('RemoteIssueLink', 'RemoteIssueLink', sideOf(link), nothing)], site, user);
}

function valuesOf(body: unknown): Omit<RemoteLink, 'id'> {
  const { object, application } = isJsonObject(body) ? body : {};
  const [url, title] = [textAt(object, 'url'), textAt(object, 'title')];
  const errors = { ...(url ? {} : { url: "'url' is required." }), ...(title ? {} : { title: "'title' is required." }) };
  if (url === undefined || title === undefined || Object.keys(errors).length > 0) throw fieldRefusal(errors);
  const [type, name] = [textAt(application, 'type'), textAt(application, 'name')];
  return {
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
