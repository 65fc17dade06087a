import * as z from 'zod';

/** An argument for a calendar date, which is how Jira dates versions and has issues due. */
export function dateArgument(description: string) {
  return z.string().trim().refine(isDate, 'a date such as 2026-03-31').describe(description);
}

/** Whether there is such a day: that February has no 30th is nothing that a program should learn from another date. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
