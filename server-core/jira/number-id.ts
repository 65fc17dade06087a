import * as z from 'zod';

/** An argument for the id of a board, a sprint, a version: digits, since it becomes a part of a path. */
export function numberId(description: string): z.ZodString {
  return z
    .string()
    .trim()
    .regex(/^\d{1,18}$/, 'an id of digits, such as "12"')
    .describe(description);
}
