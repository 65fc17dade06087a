import type { User } from '../people.ts';
import { endOf, type Period, relativeDate, startOf } from '../query/dates.ts';
import type { Value } from '../query/query-field.ts';

type CqlFunction = (args: readonly string[]) => readonly Value[] | undefined;

const periods: readonly Period[] = ['Day', 'Week', 'Month', 'Year'];

/** By lower-case name. Source: "CQL functions" of the Confluence Cloud developer documentation. */
export function cqlFunctions(user: User, now: number): Readonly<Record<string, CqlFunction>> {
  const moment =
    (from: (moment: number) => number): CqlFunction =>
    ([offset]) => {
      const found = offset === undefined ? now : relativeDate(offset, now);
      return found === undefined ? undefined : [from(found)];
    };
  return {
    currentuser: () => [user.accountId],
    now: moment((found) => found),
    ...Object.fromEntries(
      periods.flatMap((period) => [
        [`startof${period.toLowerCase()}`, moment((found) => startOf(period, found))],
        [`endof${period.toLowerCase()}`, moment((found) => endOf(period, found))],
      ]),
    ),
  };
}
