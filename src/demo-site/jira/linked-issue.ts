import type { Site } from '../site.ts';
import type { Issue, IssueLink } from './records.ts';
import { Views } from './views.ts';

/** An issue as others name it. */
export function brief(issue: Issue, site: Site) {
  const views = new Views(site.url);
  return {
    id: issue.id,
    key: issue.key,
    self: views.self(`issue/${issue.id}`),
    fields: {
      summary: issue.summary,
      status: views.status(issue.status),
      priority: views.priority(issue.priority),
      issuetype: views.issueType(issue.type),
    },
  };
}

/** A link as one of its issues shows it: with the other one. */
export function linkOnIssue(link: IssueLink, issue: Issue, site: Site) {
  const views = new Views(site.url);
  const self = views.self(`issueLink/${link.id}`);
  const type = { ...link.type, self: views.self(`issueLinkType/${link.type.id}`) };
  return link.outward === issue
    ? { id: link.id, self, type, inwardIssue: brief(link.inward, site) }
    : { id: link.id, self, type, outwardIssue: brief(link.outward, site) };
}
