import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { pageId } from '../pages/page-arguments.ts';
import { findPerson } from '../users/find-people.ts';
import { findGroup } from './groups.ts';
import { type Restriction, writeRestrictions } from './restrictions.ts';
import { restrictionsOutput, restrictionsResult } from './restrictions-result.ts';

export const setConfluenceRestrictions = defineTool({
  name: 'set-confluence-restrictions',
  title: 'Set the restrictions of a Confluence page',
  description:
    'Replaces all restrictions of a Confluence page. What is left out is open to everyone who may in the space; ' +
    'include yourself, or you lock yourself out.',
  annotations: destructiveOnce,
  input: () =>
    z
      .strictObject({
        page_id: pageId(),
        read_users: names().describe('Names or account ids of those who may read').optional(),
        read_groups: names().describe('Groups that may read').optional(),
        edit_users: names().describe('Names or account ids of those who may edit').optional(),
        edit_groups: names().describe('Groups that may edit').optional(),
        clear: z.boolean().describe('true, and nobody named: open the page to all').optional(),
      })
      .refine(({ clear, ...named }) => (clear === true) !== namesSomeone(named), {
        error: 'expected whom to restrict the page to, or clear alone to take all restrictions off it',
      }),
  output: restrictionsOutput,
  handle: async ({ page_id, read_users, read_groups, edit_users, edit_groups }, context) => {
    const confluence = await context.confluence();
    const [read, update] = await Promise.all([
      restriction(confluence, read_users, read_groups),
      restriction(confluence, edit_users, edit_groups),
    ]);
    await writeRestrictions(confluence, page_id, { read, update });
    // not read again: the account may have shut itself out
    return restrictionsResult(page_id, { read, update });
  },
});

function names() {
  return z.array(z.string().trim().min(1).max(255)).max(100);
}

/** Whether anyone is named. Empty lists are no order to open the page: they may well be a mistake. */
function namesSomeone(named: Readonly<Record<string, string | readonly string[] | undefined>>): boolean {
  return Object.values(named).some((value) => Array.isArray(value) && value.length > 0);
}

async function restriction(
  confluence: ConfluenceSite,
  users: readonly string[] = [],
  groups: readonly string[] = [],
): Promise<Restriction> {
  const [people, found] = await Promise.all([
    Promise.all(users.map((user) => findPerson(confluence, user))),
    Promise.all(groups.map((group) => findGroup(confluence, group))),
  ]);
  return { users: people, groups: found };
}
