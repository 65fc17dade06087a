import { fieldRefusal } from '../http/refusal.ts';
import { isJsonObject, textAt } from '../json.ts';
import type { User } from '../people.ts';
import type { Visibility } from './records.ts';

/** Whether the user is in the role or group: on this site everybody is in all of them but the guests, who only read. */
export function isVisible({ visibility }: { readonly visibility: Visibility | null }, user: User): boolean {
  return visibility === null || user.mayWrite !== false;
}

/** The `visibility` in the JSON of a comment or worklog: `{type, value}`, or `identifier` in place of `value`. */
export function visibilityIn(json: unknown): Visibility | null {
  const visibility = isJsonObject(json) ? json['visibility'] : undefined;
  if (visibility === undefined || visibility === null) return null;
  const type = textAt(visibility, 'type');
  const value = textAt(visibility, 'value') ?? textAt(visibility, 'identifier') ?? '';
  if ((type !== 'role' && type !== 'group') || value === '') {
    throw fieldRefusal({ commentLevel: 'The visibility must name a role or a group.' });
  }
  return { type, value };
}
