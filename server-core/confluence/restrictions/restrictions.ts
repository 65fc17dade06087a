import { at, type WireObject, wireList } from '../../atlassian/wire-value.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { type Person, personOf } from '../users/person.ts';
import { type Group, groupOf } from './groups.ts';

/** `read` is who may see a page, `update` who may edit it. */
type Operation = 'read' | 'update';

/** Who alone may do something; nobody named means everyone who may do it in the space. */
export interface Restriction {
  readonly users: readonly Person[];
  readonly groups: readonly Group[];
}

export type Restrictions = Readonly<Record<Operation, Restriction>>;

/** The restrictions that a page has itself; those of the pages above it hold too. */
export async function readRestrictions({ api }: ConfluenceSite, pageId: string): Promise<Restrictions> {
  const path = api.path('/rest/api', 'content', pageId, 'restriction', 'byOperation');
  // both deployments name people and groups without being asked to
  const answer = await api.object({ path });
  return { read: restrictionOf(answer, 'read'), update: restrictionOf(answer, 'update') };
}

/** Puts these in the place of all restrictions that the page has. */
export async function writeRestrictions(
  { api, deployment }: ConfluenceSite,
  pageId: string,
  restrictions: Restrictions,
): Promise<void> {
  const path = api.path('/rest/api', 'content', pageId, 'restriction');
  const entries = (['read', 'update'] as const).map((operation) => ({
    operation,
    restrictions: {
      user: restrictions[operation].users.map(({ id }) => ({
        type: 'known',
        ...(deployment === 'cloud' ? { accountId: id } : { username: id }),
      })),
      group: restrictions[operation].groups.map(({ id, name }) => ({
        type: 'group',
        ...(id === undefined ? { name } : { id }),
      })),
    },
  }));
  if (deployment === 'data-center') {
    // what is left out stays as it is, and an empty list opens
    await api.request({ method: 'PUT', path, body: entries });
    return;
  }
  // what is left out opens, and an empty list is refused
  const named = entries.flatMap(({ operation, restrictions: { user, group } }) => {
    if (user.length === 0 && group.length === 0) return [];
    return [{ operation, restrictions: { ...(user.length > 0 && { user }), ...(group.length > 0 && { group }) } }];
  });
  if (named.length === 0) await api.request({ method: 'DELETE', path });
  else await api.request({ method: 'PUT', path, body: named });
}

function restrictionOf(answer: WireObject, operation: Operation): Restriction {
  const list = (kind: string) => wireList(at(answer, operation, 'restrictions', kind, 'results') ?? [], kind);
  return {
    users: list('user').flatMap((user) => personOf(user) ?? []),
    groups: list('group').flatMap((group) => groupOf(group) ?? []),
  };
}
