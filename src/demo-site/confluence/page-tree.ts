import { Refusal } from '../http/refusal.ts';
import type { User } from '../people.ts';
import { ancestorsOf, type ConfluenceContent, requireEditor } from './confluence-content.ts';
import { currentVersion, type Page, type Space } from './records.ts';

export type MovePosition = 'before' | 'after' | 'append';

/** A page below another, and how far below: `1` for a child. */
interface Descendant {
  readonly page: Page;
  readonly depth: number;
}

/** The current pages below a page that the user may see: first all children, then all their children, and so on. */
export function descendantsOf(
  content: ConfluenceContent,
  top: Page,
  user: User,
  depth = Infinity,
): readonly Descendant[] {
  const found: Descendant[] = [];
  let level: readonly Page[] = [top];
  for (let at = 1; at <= depth && level.length > 0; at += 1) {
    level = level.flatMap((page) => content.childrenOf(page, user));
    found.push(...level.map((page) => ({ page, depth: at })));
  }
  return found;
}

/**
 * Moves a page with all that is below it: next to the target, or below it as its last child. Refuses a move below itself
 * and a title that the target's space has already with 400, and whoever may not do it with 403.
 */
export function movePage(
  content: ConfluenceContent,
  page: Page,
  position: MovePosition,
  target: Page,
  user: User,
): void {
  requireEditor(user, page);
  const parent = position === 'append' ? target : target.parent;
  requireOutside(page, parent);
  if (page === target) throw new Refusal(400, 'A page cannot be moved next to itself.');
  requireFreeTitles(content, page, target.space);
  place(content, page, parent, target.space);
  if (position === 'append') return;
  const siblings = content.below(parent, target.space).filter((one) => one !== page);
  siblings.splice(siblings.indexOf(target) + (position === 'after' ? 1 : 0), 0, page);
  for (const [index, one] of siblings.entries()) one.position = index;
}

/** Puts a page behind the other pages of a parent, or of the root of its space; nothing changes where it is there. */
export function reparent(content: ConfluenceContent, page: Page, parent: Page | null): void {
  requireOutside(page, parent);
  const space = parent?.space ?? page.space;
  requireFreeTitles(content, page, space);
  if (parent !== page.parent) place(content, page, parent, space);
}

/** Refuses a parent that is the page itself, or below it. */
export function requireOutside(page: Page, parent: Page | null): void {
  if (parent !== null && [parent, ...ancestorsOf(parent)].includes(page)) {
    throw new Refusal(400, 'A page cannot be below itself.');
  }
}

function place(content: ConfluenceContent, page: Page, parent: Page | null, space: Space): void {
  page.position = content.nextPosition(parent, space);
  page.parent = parent;
  if (page.space === space) return;
  for (const one of withAllBelow(content, page)) one.space = space;
}

/** Moving into another space needs titles that are free there, and takes the home page of no space away. */
function requireFreeTitles(content: ConfluenceContent, page: Page, space: Space): void {
  if (page.space === space) return;
  for (const one of withAllBelow(content, page)) {
    const { title } = currentVersion(one);
    if (content.titleTaken(space, title)) {
      throw new Refusal(400, `A page with the title '${title}' already exists in the space ${space.key}.`);
    }
    if (one.id === one.space.homepageId) throw new Refusal(400, 'The home page of a space cannot leave it.');
  }
}

/** The page and everything below it, whoever may see it and whatever its status. */
function withAllBelow(content: ConfluenceContent, page: Page): readonly Page[] {
  return [page, ...content.below(page, page.space).flatMap((one) => withAllBelow(content, one))];
}
