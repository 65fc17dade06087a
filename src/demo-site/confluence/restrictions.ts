import type { User } from '../people.ts';
import { requireEditor } from './confluence-content.ts';
import type { Page } from './records.ts';

/** Who alone may do what; `null` leaves it to everybody whom the space allows it. */
export interface Restrictions {
  readonly read: readonly User[] | null;
  readonly update: readonly User[] | null;
}

export function restrictionsOf({ viewers, editors }: Page): Restrictions {
  return { read: viewers, update: editors };
}

/** Puts these restrictions in the place of all that the page has. Who may not edit the page is refused with 403. */
export function restrict(page: Page, user: User, { read, update }: Restrictions): void {
  requireEditor(user, page);
  page.viewers = orEverybody(read);
  page.editors = orEverybody(update);
}

/** A restriction to nobody at all is none. */
function orEverybody(people: readonly User[] | null): readonly User[] | null {
  return people === null || people.length === 0 ? null : [...new Set(people)];
}
