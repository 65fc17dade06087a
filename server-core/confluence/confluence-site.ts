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
  /** Markdown. */
  readonly content: string;
}

interface PageComment {
  readonly author: string;
  readonly created?: string | undefined;
  /** Markdown. */
  readonly body: string;
}

export interface PageComments {
  readonly comments: readonly PageComment[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

export interface PageVersion {
  readonly number: number;
  readonly author: string;
  readonly at?: string | undefined;
  readonly message?: string | undefined;
}

export interface NewPage {
  readonly spaceKey: string;
  readonly title: string;
  /** Markdown or storage format. */
  readonly content: string;
  readonly parentId?: string | undefined;
}

export interface PageUpdate {
  readonly id: string;
  readonly title: string;
  /** Markdown or storage format. */
  readonly content: string;
  /** The version that the change was made to; the current one where it is not given. */
  readonly currentVersion?: number | undefined;
}

export interface PageHits {
  readonly pages: readonly PageSummary[];
  /** Whether more pages match than were asked for. */
  readonly more: boolean;
}

/**
 * What the tools need of Confluence, whichever Confluence it is. One call's view of the site: its requests end with
 * that call. Every method rejects with a `ToolError`.
 */
export interface ConfluenceSite {
  createPage(page: NewPage): Promise<PageSummary>;
  updatePage(update: PageUpdate): Promise<PageSummary & { readonly version: number }>;
  /** Resolves to the page that the comment is on. */
  addComment(pageId: string, comment: string): Promise<PageSummary>;
  page(id: string): Promise<Page>;
  /** The page with exactly this title in a space. */
  pageByTitle(title: string, spaceKey: string): Promise<Page>;
  /** The newest `limit` comments below a page, oldest of them first. */
  comments(pageId: string, limit: number): Promise<PageComments>;
  /** The newest `limit` versions, newest first. */
  versions(pageId: string, limit: number): Promise<readonly PageVersion[]>;
  search(cql: string, limit: number): Promise<PageHits>;
}
