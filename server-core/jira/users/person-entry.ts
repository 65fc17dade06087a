import * as z from 'zod';
import type { Person } from '../jira-dialect.ts';

/** A person as `structuredContent` has them; `account_id` is a user name on Data Center. */
export function personOutput() {
  return z.object({ account_id: z.string(), name: z.string(), email: z.string().optional() });
}

/** A person in a list: a line, and data by {@link personOutput}. */
export function personEntry({ id, name, email }: Person) {
  const facts = [`account id ${id}`, email].filter(Boolean).join(', ');
  return { text: `- **${name}** (${facts})`, data: { account_id: id, name, email } };
}
