import { Refusal } from '../http/refusal.ts';
import { IdSequence } from '../id-sequence.ts';
import type { User } from '../people.ts';
import { currentVersion, type Label, type Page, type Space, type Template } from './records.ts';

/** The content of Confluence: spaces, pages and templates, seen with the eyes of a user. */
export class ConfluenceContent {
  readonly spaces: readonly Space[];
  readonly templates: Template[] = [];
  readonly ids = {
    page: new IdSequence(163_841),
    comment: new IdSequence(229_377),
    label: new IdSequence(294_913),
    attachment: new IdSequence(327_681),
    template: new IdSequence(360_449),
  };
  readonly #pages = new Map<string, Page>();
  readonly #labels = new Map<string, Label>();

  constructor(spaces: readonly Space[]) {
    this.spaces = spaces;
  }

  addPage(page: Page): void {
    this.#pages.set(page.id, page);
  }

  /** Moves a page to the trash, or out of it for good. All that was below it, hidden or draft, moves up a step. */
  removePage(page: Page, { purge }: { readonly purge: boolean }): void {
    for (const one of this.below(page, page.space)) {
      one.position = this.nextPosition(page.parent, page.space);
      one.parent = page.parent;
    }
    page.status = 'trashed';
    if (purge) this.#pages.delete(page.id);
  }

  /** The label of a name: one and the same on every page. */
  label(name: string): Label {
    const label = this.#labels.get(name) ?? { id: this.ids.label.next(), name };
    this.#labels.set(name, label);
    return label;
  }

  /** Every page that the user may see, oldest first. */
  pagesFor(user: User): readonly Page[] {
    return this.everyPage().filter((page) => sees(user, page));
  }

  /** Every page, whoever may see it. */
  everyPage(): readonly Page[] {
    return [...this.#pages.values()];
  }

  /** The current pages directly below a page, in the order of the page tree. */
  childrenOf(page: Page, user: User): readonly Page[] {
    return this.below(page, page.space).filter((one) => one.status === 'current' && sees(user, one));
  }

  /** Every page directly below another, or at the root of the space, in order; hidden ones, drafts and trash too. */
  below(parent: Page | null, space: Space): readonly Page[] {
    const pages = this.everyPage().filter((page) => page.parent === parent && page.space === space);
    return pages.sort((a, b) => a.position - b.position);
  }

  /** The place behind all that is below a page, or at the root of the space. */
  nextPosition(parent: Page | null, space: Space): number {
    return (this.below(parent, space).at(-1)?.position ?? -1) + 1;
  }

  /** The page, or the 404 that a missing and a hidden one get alike; so does one in the trash, unless asked for. */
  page(id: string, user: User, options: { readonly trashed?: boolean } = {}): Page {
    const page = this.findPage(numericId(id), user, options);
    if (page === undefined) throw new Refusal(404, 'Not Found');
    return page;
  }

  findPage(id: string, user: User, { trashed = false } = {}): Page | undefined {
    const page = this.#pages.get(id);
    const there = page !== undefined && sees(user, page) && (trashed || page.status !== 'trashed');
    return there ? page : undefined;
  }

  space(id: string): Space {
    const wanted = numericId(id);
    const space = this.spaces.find((one) => one.id === wanted);
    if (space === undefined) throw new Refusal(404, 'Not Found');
    return space;
  }

  spaceOfKey(key: string): Space {
    const space = this.spaces.find((one) => one.key === key);
    if (space === undefined) throw new Refusal(404, `No space with key : ${key.slice(0, 40)}`);
    return space;
  }

  /** Titles are unique within a space. */
  titleTaken(space: Space, title: string, except?: Page): boolean {
    return this.everyPage().some(
      (page) =>
        page.space === space && page !== except && page.status === 'current' && currentVersion(page).title === title,
    );
  }
}

/** Ids are numbers written as text; anything else is a 400 before anything is looked up. */
function numericId(id: string): string {
  if (/^\d{1,19}$/.test(id)) return id;
  throw new Refusal(400, `Provided value {${id.slice(0, 80)}} for 'id' is not the correct type. Expected type is long`);
}

/** Whether the user may see a page: neither it nor a page above it is kept from them. */
function sees(user: User, page: Page): boolean {
  for (let one: Page | null = page; one !== null; one = one.parent) {
    if (one.viewers !== null && !one.viewers.includes(user)) return false;
  }
  return true;
}

/** Refuses the change of somebody who may see the page but not edit it. */
export function requireEditor(user: User, page: Page): void {
  const allowed = user.mayWrite !== false && (page.editors === null || page.editors.includes(user));
  if (!allowed) throw new Refusal(403, 'You do not have permission to edit this content.');
}

export function requireWriter(user: User): void {
  if (user.mayWrite === false) throw new Refusal(403, 'You do not have permission to create content here.');
}

/** From the top of the space down to the parent. */
export function ancestorsOf(page: Page): readonly Page[] {
  return page.parent === null ? [] : [...ancestorsOf(page.parent), page.parent];
}
