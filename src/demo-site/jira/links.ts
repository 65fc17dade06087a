import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { change, nothing, record } from './history.ts';
import type { Issue, IssueLink, LinkType } from './records.ts';

/** The link type of that name, in any case, or else of that id; a 404 where there is none. */
export function linkTypeOf(ref: { readonly id?: string; readonly name?: string }, site: Site): LinkType {
  const name = ref.name?.toLowerCase();
  const found = site.jira.setup.linkTypes.find((type) => type.id === ref.id || type.name.toLowerCase() === name);
  if (found === undefined) throw new Refusal(404, `No issue link type with name '${ref.name ?? ''}' found.`);
  return found;
}

/** A link that the user may see, or the 404. */
export function linkOf(id: string, site: Site, user: User): IssueLink {
  const link = site.jira.linksFor(user).find((one) => one.id === id);
  if (link === undefined) throw new Refusal(404, `No issue link with id '${id}' exists.`);
  return link;
}

/** Links two issues: "inward blocks outward". A link that is there already stays the only one of its kind. */
export function linkIssues(type: LinkType, inward: Issue, outward: Issue, site: Site, user: User): IssueLink {
  if (inward === outward) throw new Refusal(400, 'You cannot link an issue to itself.');
  const held = site.jira
    .linksOf(inward, user)
    .find((one) => one.type === type && one.inward === inward && one.outward === outward);
  if (held !== undefined) return held;
  const link: IssueLink = { id: site.jira.ids.link.next(), type, inward, outward };
  site.jira.addLink(link);
  write(link, 'to', site, user);
  return link;
}

export function unlinkIssues(link: IssueLink, site: Site, user: User): void {
  site.jira.removeLink(link);
  write(link, 'from', site, user);
}

/** Both issues keep in their history what the link says of the other one. */
function write({ type, inward, outward }: IssueLink, where: 'from' | 'to', site: Site, user: User): void {
  const line = (words: string, other: Issue) => {
    const side = { id: other.key, text: `This issue ${words} ${other.key}` };
    return where === 'to' ? change('Link', 'issuelinks', nothing, side) : change('Link', 'issuelinks', side, nothing);
  };
  record(inward, [line(type.outward, outward)], site, user);
  record(outward, [line(type.inward, inward)], site, user);
}
