import { isJsonObject, type JsonObject, textAt } from '../../json.ts';
import type { Site } from '../../site.ts';
import { WikiText } from '../rich-text.ts';
import { epicLinkField, epicNameField } from './data-center-fields.ts';

/** Rewrites the body of a request to Data Center as the cloud would take it; what is wrong stays wrong in it. */
export type BodyOf = (body: unknown, site: Site) => unknown;

type Rewrite = (value: unknown, site: Site) => unknown;

/** Only a string is a text here: a document is none, and `false` is refused as one. */
const text: Rewrite = (value) => {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? new WikiText(value) : false;
};

/** `{name}`, `{key}`, or nobody: an empty name. Who does not exist is looked for by that very name, and refused with it. */
const person: Rewrite = (value, { people }) => {
  if (value === null || (isJsonObject(value) && (value['name'] === null || value['name'] === ''))) return null;
  const [name, key] = [textAt(value, 'name'), textAt(value, 'key')];
  const user = name === undefined ? people.all.find(({ jiraUserKey }) => jiraUserKey === key) : people.byUsername(name);
  return { accountId: user?.accountId ?? name ?? key ?? '' };
};

const fieldRewrites: Readonly<Record<string, Rewrite>> = { description: text, assignee: person, reporter: person };

/** A comment: `{body: '…'}` with what else it has. */
export const commentOf: BodyOf = (body, site) =>
  isJsonObject(body) ? { ...body, body: text(body['body'], site) } : body;

/** A worklog, whose comment may be missing. */
export const worklogOf: BodyOf = (body, site) =>
  isJsonObject(body) && body['comment'] !== undefined
    ? { ...body, comment: text(body['comment'], site) ?? undefined }
    : body;

/** A link between issues with the comment on it. */
export const linkOf: BodyOf = (body, site) =>
  isJsonObject(body) && body['comment'] !== undefined ? { ...body, comment: commentOf(body['comment'], site) } : body;

/** Who the issue is assigned to: `{name}`. */
export const assigneeOf: BodyOf = (body, site) => person(body, site) ?? { accountId: null };

/** Who watches: a bare JSON string, or nothing for the one who asks. */
export const watcherOf: BodyOf = (body, { people }) =>
  typeof body === 'string' ? (people.byUsername(body)?.accountId ?? body) : body;

/** A component, whose lead is a bare name. */
export const componentOf: BodyOf = (body, { people }) => {
  if (!isJsonObject(body) || !('leadUserName' in body)) return body;
  const { leadUserName, ...rest } = body;
  const user = typeof leadUserName === 'string' ? people.byUsername(leadUserName) : undefined;
  return { ...rest, leadAccountId: leadUserName === '' ? null : (user?.accountId ?? leadUserName) };
};

/** The fields and updates of an issue: texts, people, and the custom field for its epic. */
export const issueOf: BodyOf = (body, site) => {
  if (!isJsonObject(body)) return body;
  const { fields, update, ...rest } = body;
  return {
    ...rest,
    ...(fields === undefined ? {} : { fields: isJsonObject(fields) ? fieldsOf(fields, site) : fields }),
    ...(update === undefined ? {} : { update: isJsonObject(update) ? updateOf(update, site) : update }),
  };
};

/** Several new issues at once. */
export const issuesOf: BodyOf = (body, site) => {
  const { issueUpdates } = isJsonObject(body) ? body : {};
  return Array.isArray(issueUpdates) ? { issueUpdates: issueUpdates.map((one: unknown) => issueOf(one, site)) } : body;
};

function fieldsOf(fields: JsonObject, site: Site): JsonObject {
  const { [epicLinkField]: epic, [epicNameField]: _, ...others } = fields;
  const rewritten = Object.entries(others).map(([field, value]) => [field, rewrite(field, value, site)] as const);
  const parent = typeof epic === 'string' ? { key: epic } : epic;
  return { ...Object.fromEntries(rewritten), ...(parent === undefined ? {} : { parent }) };
}

/** The value of each `set`, `add` and `remove`, as the same value among the fields would be. */
function updateOf(update: JsonObject, site: Site): JsonObject {
  const lists = Object.entries(update).map(([field, operations]) => {
    if (!Array.isArray(operations)) return [field, operations] as const;
    const rewritten = operations.map((operation: unknown) => {
      if (!isJsonObject(operation)) return operation;
      return Object.fromEntries(Object.entries(operation).map(([verb, value]) => [verb, rewrite(field, value, site)]));
    });
    return [field, rewritten] as const;
  });
  return Object.fromEntries(lists);
}

function rewrite(field: string, value: unknown, site: Site): unknown {
  if (field === 'comment') return commentOf(value, site);
  if (field === 'worklog') return worklogOf(value, site);
  return Object.hasOwn(fieldRewrites, field) ? fieldRewrites[field]?.(value, site) : value;
}
