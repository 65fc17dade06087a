import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import { adfHtml } from './adf-text.ts';
import { commentsFor } from './comments.ts';
import { type IssueField, issueFields } from './issue-fields.ts';
import type { Issue } from './records.ts';
import { Views } from './views.ts';

const views = (site: Site) => new Views(site.url);

/** Which fields a request asked for: ids, `*all`, `*navigable`, and `-id` to leave one out. */
export function selectedFields(asked: readonly string[], among = issueFields): readonly IssueField[] {
  const wanted = new Set<string>();
  const startsEmpty = asked.some((item) => !item.startsWith('-'));
  const add = (fields: readonly IssueField[]) => {
    for (const { id } of fields) wanted.add(id);
  };
  if (!startsEmpty) add(among);
  for (const item of asked) {
    if (item === '*all') add(among);
    else if (item === '*navigable') add(among.filter(({ heavy }) => heavy !== true));
    else if (item.startsWith('-')) wanted.delete(item.slice(1));
    else wanted.add(item);
  }
  return among.filter(({ id, name }) => wanted.has(id) || wanted.has(name));
}

/** An issue with the chosen fields, and what `expand` adds. */
export function issueView(
  issue: Issue,
  site: Site,
  user: User,
  options: { readonly fields: readonly IssueField[]; readonly expand: readonly string[] },
): Record<string, unknown> {
  const { fields, expand } = options;
  const names = fields.map(({ id, name }) => [id, name]);
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: views(site).self(`issue/${issue.id}`),
    key: issue.key,
    ...(fields.length === 0
      ? {}
      : { fields: Object.fromEntries(fields.map((field) => [field.id, field.show(issue, site, user)])) }),
    ...(expand.includes('renderedFields') ? { renderedFields: rendered(issue, fields, user) } : {}),
    ...(expand.includes('names') ? { names: Object.fromEntries(names) } : {}),
    ...(expand.includes('schema') ? { schema: Object.fromEntries(fields.map(({ id, schema }) => [id, schema])) } : {}),
    ...(expand.includes('transitions')
      ? { transitions: site.jira.transitionsOf(issue).map((transition) => views(site).transition(transition)) }
      : {}),
    ...(expand.includes('changelog') ? { changelog: changelog(issue, site) } : {}),
  };
}

/** Newest first, as `expand=changelog` shows it; the paged endpoint goes the other way. */
function changelog(issue: Issue, site: Site) {
  const histories = [...issue.history].reverse().slice(0, 100);
  return {
    startAt: 0,
    maxResults: histories.length,
    total: issue.history.length,
    histories: histories.map((history) => views(site).history(history)),
  };
}

function rendered(issue: Issue, fields: readonly IssueField[], user: User) {
  const shown: Readonly<Record<string, unknown>> = {
    description: adfHtml(issue.description),
    comment: { comments: commentsFor(issue, user).map(({ id, body }) => ({ id, body: adfHtml(body) })) },
  };
  return Object.fromEntries(fields.map(({ id }) => [id, shown[id] ?? null]));
}
