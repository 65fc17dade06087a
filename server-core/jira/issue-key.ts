import * as z from 'zod';

const form = /^[A-Za-z]\w{0,254}-\d{1,18}$/;

/** The argument that names an issue. Not every endpoint knows a key in small letters, so it is put in capitals. */
export function issueKey(): z.ZodString {
  return z
    .string()
    .trim()
    .toUpperCase()
    .regex(form, 'an issue key such as PROJ-123')
    .describe('Issue key, such as PROJ-123');
}

/** An argument that names an issue above others, or `none` to take them from under it. */
export function issueKeyOrNone(description: string) {
  const expected = 'an issue key such as PROJ-123, or none';
  const isKey = (text: string) => text === 'none' || form.test(text);
  const written = (text: string) => (/^none$/i.test(text) ? 'none' : text.toUpperCase());
  return z.string().trim().overwrite(written).refine(isKey, expected).describe(description);
}

/** Where an issue is as a resource. */
export function issueUri(key: string): string {
  return `jira://issue/${encodeURIComponent(key)}`;
}

/** Where a person opens an issue in a browser. */
export function issueUrl(jira: { readonly siteUrl: string }, key: string): string {
  return `${jira.siteUrl}/browse/${key}`;
}
