import * as z from 'zod';

/** An argument for a duration as Jira writes them: weeks, days, hours and minutes, each a number. */
export function durationArgument(description: string): z.ZodString {
  return z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?[wdhm](\s+\d+(\.\d+)?[wdhm])*$/, 'a duration such as 3h 30m (w, d, h and m)')
    .describe(description);
}
