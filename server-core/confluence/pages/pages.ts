/** A Confluence page without its text. Instants are ISO 8601 as the site gave them. */
export interface PageSummary {
  readonly id: string;
  readonly title: string;
  /** Where a person opens it in a browser. */
  readonly url: string;
  readonly spaceKey?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface Page extends PageSummary {
  /** The current version, counted from 1. */
  readonly version: number;
  /** Storage format. */
  readonly storage: string;
}

export interface NewPage {
  readonly spaceKey: string;
  readonly title: string;
  /** Storage format. */
  readonly storage: string;
  readonly parentId?: string | undefined;
}

export interface PageUpdate {
  readonly id: string;
  readonly title: string;
  /** Storage format. */
  readonly storage: string;
  /** The version that the change was made to; the current one where it is not given. */
  readonly currentVersion?: number | undefined;
  /** What the history says of the change. */
  readonly message?: string | undefined;
  /** Whether watchers are left alone; only Data Center knows such changes. */
  readonly isMinor?: boolean | undefined;
}

/** Pages of a site, whichever deployment it is. Every method rejects with a `ToolError`. */
export interface Pages {
  create(page: NewPage): Promise<PageSummary>;
  update(update: PageUpdate): Promise<PageSummary & { readonly version: number }>;
  read(id: string): Promise<Page>;
  /** The page with exactly this title in a space. */
  readByTitle(title: string, spaceKey: string): Promise<Page>;
  /** The page as it was in one of its versions. */
  readVersion(id: string, version: number): Promise<Page>;
  /** Puts the page into the trash of its space. */
  delete(id: string): Promise<void>;
}
