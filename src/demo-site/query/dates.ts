const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads an offset such as `-7d`, `+1w` or `-1w 2d` from `from`; `y` and `M` count calendar years and months. */
export function relativeDate(text: string, from: number): number | undefined {
  const [, sign, parts] = /^([+-]?)((?:\s{0,3}\d{1,6}[yMwdhm]){1,9})$/.exec(text.trim()) ?? [];
  if (parts === undefined) return undefined;
  const direction = sign === '-' ? -1 : 1;
  const date = new Date(from);
  for (const [, count, unit = ''] of parts.matchAll(/(\d+)([yMwdhm])/g)) {
    const amount = direction * Number(count);
    if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() + amount);
    else if (unit === 'M') date.setUTCMonth(date.getUTCMonth() + amount);
    else date.setTime(date.getTime() + amount * (unitMs[unit] ?? 0));
  }
  const moment = date.getTime();
  return Number.isNaN(moment) ? undefined : moment;
}

/** Reads `2026-03-04`, `2026/03/04`, either with ` 10:30`, as UTC; the site's time zone. */
export function absoluteDate(text: string): number | undefined {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?Z?)?)?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  return real ? date.getTime() : undefined;
}

export type Period = 'Day' | 'Week' | 'Month' | 'Year';

/** The first moment of the period that `now` is in, in UTC; weeks begin on Monday. */
export function startOf(period: Period, now: number): number {
  const date = new Date(now);
  date.setUTCHours(0, 0, 0, 0);
  if (period === 'Week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (period === 'Month' || period === 'Year') date.setUTCDate(1);
  if (period === 'Year') date.setUTCMonth(0);
  return date.getTime();
}

/** The last moment of that period. */
export function endOf(period: Period, now: number): number {
  const next: Readonly<Record<Period, string>> = { Day: '1d', Week: '1w', Month: '1M', Year: '1y' };
  return (relativeDate(next[period], startOf(period, now)) ?? now) - 1;
}
