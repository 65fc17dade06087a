import { at, textAt, wireList } from '../../atlassian/wire-value.ts';
import { NoMatchError } from '../../errors.ts';
import type { ConfluenceSite } from '../confluence-site.ts';

/** A group of people. */
export interface Group {
  /** What Cloud refers to it by; Data Center has names alone. */
  readonly id?: string | undefined;
  readonly name: string;
}

/** Most groups among which the one that is meant is looked for. */
const LOOKED_THROUGH = 200;

/** `undefined` for what is no group. */
export function groupOf(wire: unknown): Group | undefined {
  const name = textAt(wire, 'name');
  return name === undefined ? undefined : { id: textAt(wire, 'id'), name };
}

/**
 * The group with a name. Cloud takes groups by id alone; Data Center looks up the name itself. Throws `NoMatchError`.
 * https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-group/
 */
export async function findGroup({ api, deployment }: ConfluenceSite, wanted: string): Promise<Group> {
  if (deployment === 'data-center') return { name: wanted };
  const query = { query: wanted, limit: LOOKED_THROUGH };
  const answer = await api.object({ path: api.path('/rest/api', 'group', 'picker'), query });
  const groups = wireList(at(answer, 'results') ?? [], 'groups').flatMap((wire) => groupOf(wire) ?? []);
  const group = groups.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  if (group?.id !== undefined) return group;
  const near = groups.slice(0, 10).map(({ name }) => name);
  const hint = near.length === 0 ? '' : ` There are: ${near.join(', ')}.`;
  throw new NoMatchError(`There is no group named "${wanted}".${hint} Nothing was changed.`);
}
