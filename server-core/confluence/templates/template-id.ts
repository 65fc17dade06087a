import * as z from 'zod';

/** The argument that names a template. */
export function templateId() {
  return z
    .string()
    .trim()
    .regex(/^[0-9a-zA-Z-]{1,64}$/, 'a template id, from get-confluence-templates')
    .describe('Id of the template');
}
