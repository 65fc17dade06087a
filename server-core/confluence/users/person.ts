import * as z from 'zod';
import { textAt } from '../../atlassian/wire-value.ts';

/** Someone with an account on the site. */
export interface Person {
  /** What the site's API refers to them by: an account id on Cloud, a user name on Data Center. */
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** `undefined` for null, and for what is no user. Cloud speaks of account ids, Data Center of user names. */
export function personOf(user: unknown): Person | undefined {
  const id = textAt(user, 'accountId') ?? textAt(user, 'username');
  if (id === undefined) return undefined;
  return { id, name: textAt(user, 'displayName') ?? textAt(user, 'publicName') ?? id, email: textAt(user, 'email') };
}

/** A person as `structuredContent` has them. */
export function personOutput() {
  return z.object({ id: z.string(), name: z.string(), email: z.string().optional() });
}

/** A person in a list: a line, and data by {@link personOutput}. */
export function personEntry({ id, name, email }: Person) {
  return { text: `- **${name}** (${[id, email].filter(Boolean).join(', ')})`, data: { id, name, email } };
}
