import { RefusedError } from '../../atlassian/errors.ts';
import { textAt, type WireObject } from '../../atlassian/wire-value.ts';
import type { ReadStamps } from '../../resource-kind.ts';
import { findIssues } from '../issues/find-issues.ts';
import type { JiraApi } from '../jira-api.ts';
import { jqlString } from '../jql.ts';

/** Issues that one query asks for. */
const CHUNK = 50;

/** Stamps an issue that was there and is not any more, or that the account may not see any more. */
const GONE = 'gone';

/** Issues change with their `updated`; those that are watched are asked for together. */
export const issueStamps: ReadStamps = async (watched, withinMinutes, context) => {
  const jira = await context.jira();
  const keys = watched.map(({ parameters }) => (parameters['KEY'] ?? '').toUpperCase());
  const stamps = new Map<string, string>();
  for (let start = 0; start < keys.length; start += CHUNK) {
    const chunk = keys.slice(start, start + CHUNK);
    for (const [key, stamp] of await stampsOf(jira, chunk, withinMinutes)) stamps.set(key, stamp);
  }
  return keys.map((key) => stamps.get(key));
};

/** A query that names an issue which is not there fails as a whole; then each is asked for alone. */
async function stampsOf(
  jira: JiraApi,
  keys: readonly string[],
  withinMinutes: number | undefined,
): Promise<[key: string, stamp: string][]> {
  const named = `key in (${keys.map(jqlString).join(', ')})`;
  try {
    return await stampsIn(jira, updatedWithin(named, withinMinutes), keys.length);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.details.status !== 400) throw error;
    const [only, ...others] = keys;
    if (others.length > 0) return (await Promise.all(keys.map((key) => stampsOf(jira, [key], withinMinutes)))).flat();
    // one that somebody wants to watch has to be there
    if (withinMinutes === undefined || only === undefined) throw error;
    return [[only, GONE]];
  }
}

/** `key@updated` of the issues that a query finds, by key. */
export async function stampsIn(jira: JiraApi, jql: string, limit: number): Promise<[key: string, stamp: string][]> {
  const { items } = await findIssues(jira, { jql, fields: ['updated'], limit });
  return items.map(stampOf);
}

export function stampOf(wire: WireObject): [key: string, stamp: string] {
  return [textAt(wire, 'key') ?? '', textAt(wire, 'fields', 'updated') ?? ''];
}

/** A condition, narrowed to what has changed; minutes before now, so that no clock or time zone of ours matters. */
export function updatedWithin(condition: string, minutes: number | undefined): string {
  return minutes === undefined ? condition : `(${condition}) AND updated >= -${minutes}m`;
}
