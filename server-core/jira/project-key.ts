import * as z from 'zod';

/** The argument that names a project. Not every endpoint knows a key in small letters, so it is put in capitals. */
export function projectKey(): z.ZodString {
  return z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'a project key such as PROJ')
    .describe('Project key, such as PROJ');
}
