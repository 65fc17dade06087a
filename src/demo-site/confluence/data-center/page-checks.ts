import type { User } from '../../people.ts';
import type { Site } from '../../site.ts';
import type { Page, Space } from '../records.ts';
import { findPage } from './find-content.ts';
import { refusal } from './refusals.ts';

/** A title that no other page of the space has. */
export function freeTitle(title: unknown, space: Space, site: Site, except?: Page): string {
  if (typeof title !== 'string' || title.trim() === '')
    throw refusal(400, 'The title is required and must not be empty.');
  if (title.length > 255) throw refusal(400, 'The title must be at most 255 characters long.');
  if (site.confluence.titleTaken(space, title, except)) {
    throw refusal(
      400,
      `A page with this title already exists: A page already exists with the title ${title} in the space with key ${space.key}`,
    );
  }
  return title;
}

/** A page of the same space to be the parent. */
export function parentOf(id: string, space: Space, user: User, site: Site): Page {
  const parent = findPage(id, user, site);
  if (parent.space !== space) throw refusal(400, 'The parent page is in another space.');
  return parent;
}
