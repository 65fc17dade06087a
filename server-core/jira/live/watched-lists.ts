import { RefusedError } from '../../atlassian/errors.ts';
import type { WireObject } from '../../atlassian/wire-value.ts';
import type { ReadStamps, Watched } from '../../resource-kind.ts';
import type { JiraApi } from '../jira-api.ts';
import { jqlString } from '../jql.ts';
import { stampOf, stampsIn, updatedWithin } from './watched-issues.ts';

/** Issues of a list whose changes are noticed: the first ones, in its order. */
export const WATCHED_ISSUES = 100;

/** Gives the first issues of a list, with `updated`; with minutes, only those that have changed within them. */
export type ReadList = (
  jira: JiraApi,
  parameters: Readonly<Record<string, string>>,
  withinMinutes: number | undefined,
) => Promise<readonly WireObject[]>;

/**
 * Stamps of lists of issues. A list changes when one of its issues does, and when one comes or goes. So it is asked first
 * whether anything in it, or that was in it, has changed lately; only then it is read as a whole.
 */
export function listStamps(readList: ReadList): ReadStamps {
  const hasChanged = async (jira: JiraApi, { parameters, stamp = '' }: Watched, minutes: number): Promise<boolean> =>
    (await readList(jira, parameters, minutes)).length > 0 || (await anyHasChanged(jira, membersOf(stamp), minutes));

  return async (watched, withinMinutes, context) => {
    const jira = await context.jira();
    return Promise.all(
      watched.map(async (list) => {
        if (withinMinutes !== undefined && !(await hasChanged(jira, list, withinMinutes))) return undefined;
        const issues = await readList(jira, list.parameters, undefined);
        return issues.map((wire) => stampOf(wire).join('@')).join(' ');
      }),
    );
  };
}

function membersOf(stamp: string): string[] {
  return stamp.split(' ').flatMap((entry) => entry.split('@')[0] || []);
}

async function anyHasChanged(jira: JiraApi, keys: readonly string[], minutes: number): Promise<boolean> {
  if (keys.length === 0) return false;
  try {
    const jql = updatedWithin(`key in (${keys.map(jqlString).join(', ')})`, minutes);
    return (await stampsIn(jira, jql, 1)).length > 0;
  } catch (error) {
    // one of them is not there any more
    if (error instanceof RefusedError && error.details.status === 400) return true;
    throw error;
  }
}
