/** Jira writes moments as `2026-03-04T10:30:00.000+0000`. */
export function jiraDate(moment: number): string {
  return new Date(moment).toISOString().replace('Z', '+0000');
}

/** The calendar day of a moment, as due dates are written. */
export function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
