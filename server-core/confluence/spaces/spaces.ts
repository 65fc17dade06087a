import type { Page, PageRequest } from '../../results/list-result.ts';

export interface Space {
  readonly key: string;
  readonly name: string;
  /** `global`, `personal` and others. */
  readonly type?: string | undefined;
  /** Where a person opens it in a browser. */
  readonly url: string;
}

/** Spaces of a site. Every method rejects with a `ToolError`. */
export interface Spaces {
  list(request: PageRequest & { readonly type?: string | undefined }): Promise<Page<Space>>;
}
