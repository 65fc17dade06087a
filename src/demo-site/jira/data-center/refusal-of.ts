import { Refusal } from '../../http/refusal.ts';
import { isJsonObject } from '../../json.ts';
import type { Site } from '../../site.ts';
import { epicLinkField } from './data-center-fields.ts';

/** What the cloud says against a request, in the words of Data Center, which knows no account ids and no documents. */
export function refusalOf(error: unknown, body: unknown, site: Site): unknown {
  if (!(error instanceof Refusal)) return error;
  const { errors, ...details } = error.details;
  const lines = Object.entries(errors ?? {}).map(([field, line]) => [fieldName(field, body), worded(line, site)]);
  return new Refusal(error.status, worded(error.message, site), {
    ...details,
    ...(errors === undefined ? {} : { errors: Object.fromEntries(lines) }),
  });
}

/** The name that the request used: it may have named the epic where the cloud saw a parent. */
function fieldName(field: string, body: unknown): string {
  const fields = isJsonObject(body) && isJsonObject(body['fields']) ? body['fields'] : {};
  if (field === 'parent' && epicLinkField in fields) return epicLinkField;
  return field === 'leadAccountId' ? 'leadUserName' : field;
}

function worded(line: string, { people }: Site): string {
  const named = people.all.reduce((text, user) => text.replaceAll(user.accountId, user.username), line);
  return named.replace(/an Atlassian Document \(.*\)/, 'a string');
}
