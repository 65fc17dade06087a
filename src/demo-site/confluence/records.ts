import type { User } from '../people.ts';

export interface Space {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly author: User;
  readonly created: number;
  homepageId: string;
}

export interface PageVersion {
  readonly number: number;
  readonly title: string;
  /** Storage format: XHTML with `ac:` and `ri:` elements. */
  readonly body: string;
  readonly message: string;
  readonly author: User;
  readonly created: number;
  readonly minorEdit: boolean;
}

export interface Label {
  readonly id: string;
  readonly name: string;
}

export interface PageComment {
  readonly id: string;
  readonly page: Page;
  readonly parentId: string | null;
  readonly author: User;
  readonly created: number;
  readonly body: string;
  /** The text that an inline comment is pinned to; a footer comment has none. */
  readonly selection: string | null;
  readonly resolved: boolean;
}

export interface Page {
  readonly id: string;
  readonly space: Space;
  readonly author: User;
  readonly created: number;
  /** Oldest first; never empty. */
  readonly versions: [PageVersion, ...PageVersion[]];
  readonly comments: PageComment[];
  /** Those who may see it; `null` for everybody. Holds for the pages below it too. */
  readonly viewers: readonly User[] | null;
  /** Those who may change it; `null` for everybody who may write. */
  readonly editors: readonly User[] | null;
  parent: Page | null;
  status: 'current' | 'draft' | 'trashed';
  labels: readonly Label[];
}

/** The newest version of a page. */
export function currentVersion(page: Page): PageVersion {
  return page.versions.at(-1) ?? page.versions[0];
}
