export interface PageVersion {
  readonly number: number;
  readonly author: string;
  readonly at?: string | undefined;
  readonly message?: string | undefined;
}

/** The history of pages. Every method rejects with a `ToolError`. */
export interface Versions {
  /** The newest `limit` versions, newest first. */
  list(pageId: string, limit: number): Promise<readonly PageVersion[]>;
}
