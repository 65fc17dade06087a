import * as z from 'zod';

/** The argument that names an issue. */
export function issueKey(): z.ZodString {
  return z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9_]*-[0-9]+$/, 'an issue key such as PROJ-123')
    .describe('Key of the issue, such as PROJ-123');
}

/** Where an issue is as a resource. */
export function issueUri(key: string): string {
  return `jira://issue/${encodeURIComponent(key)}`;
}
