/** Jira writes moments as `2026-03-04T10:30:00.000+0000`. */
export function jiraDate(moment: number): string {
  return new Date(moment).toISOString().replace('Z', '+0000');
}

/** The calendar day of a moment, as due dates are written. */
export function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar day as people read it: `24/Mar/27`. */
export function shownDay(date: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return `${dayOfMonth}/${months[Number(month) - 1] ?? ''}/${year.slice(2)}`;
}

/** Whether a value is a calendar day that there is: not the 31st of February. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = Date.parse(value);
  return !Number.isNaN(moment) && day(moment) === value;
}

/** Reads a moment as Jira writes it; `undefined` where it is none, and where it lacks its offset from UTC. */
export function momentOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [, date, time, sign, hours, minutes] =
    /^([\d-]{10})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)(?:Z|([+-])(\d{2}):?(\d{2}))$/.exec(value) ?? [];
  if (!isDay(date)) return undefined;
  const moment = Date.parse(`${date}T${time}${sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`);
  return Number.isNaN(moment) ? undefined : moment;
}
