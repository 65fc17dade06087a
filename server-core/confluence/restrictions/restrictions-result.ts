import * as z from 'zod';
import type { Restriction, Restrictions } from './restrictions.ts';

/** Restrictions as `structuredContent` has them: names of people and groups. */
export function restrictionsOutput() {
  const names = () => z.array(z.string());
  return z.object({
    page_id: z.string(),
    read_users: names(),
    read_groups: names(),
    edit_users: names(),
    edit_groups: names(),
  });
}

export function restrictionsResult(pageId: string, restrictions: Restrictions) {
  const { read, update } = restrictions;
  const data = {
    page_id: pageId,
    read_users: read.users.map(({ name }) => name),
    read_groups: read.groups.map(({ name }) => name),
    edit_users: update.users.map(({ name }) => name),
    edit_groups: update.groups.map(({ name }) => name),
  };
  return { text: `# Restrictions of page ${pageId}\n\n${restrictionsMarkdown(restrictions)}`, data };
}

export function restrictionsMarkdown({ read, update }: Restrictions): string {
  return `- **May read:** ${shown(read)}\n- **May edit:** ${shown(update)}`;
}

function shown({ users, groups }: Restriction): string {
  const named = [...users.map(({ name }) => name), ...groups.map(({ name }) => `group ${name}`)];
  return named.join(', ') || 'everyone who may in the space';
}
