import type { PageSummary } from '../pages/pages.ts';

/** A page, or a folder of Confluence Cloud, in its place among others. */
export interface TreeNode {
  readonly id: string;
  readonly title: string;
  /** `undefined` at the top. */
  readonly parentId: string | undefined;
  /** Among its siblings, lowest first; `undefined` where nobody has put them into an order of their own. */
  readonly position?: number | undefined;
}

/** Where a tree begins: below a page, or at the top of a space. */
export type TreeStart = { readonly pageId: string } | { readonly spaceKey: string };

export type MoveTarget =
  | { readonly position: 'append' | 'before' | 'after'; readonly targetId: string }
  /** To the top of another space, or of its own. */
  | { readonly spaceKey: string };

export interface PageCopy {
  readonly title: string;
  readonly to: { readonly parentId: string } | { readonly spaceKey: string };
  readonly withAttachments: boolean;
  readonly withLabels: boolean;
}

export interface CopiedPage {
  readonly page: PageSummary;
  /** What was asked for and could not be copied. */
  readonly left: readonly string[];
}

/** Called after each request with the number of pages so far. */
export type TreeProgress = (pages: number) => void;

/** Where pages are. Every method rejects with a `ToolError`. */
export interface PageTree {
  /** All pages of a tree, in any order; at most `limit`. */
  nodes(start: TreeStart, limit: number, onProgress: TreeProgress): Promise<{ nodes: TreeNode[]; complete: boolean }>;
  /** From the top of the space down, without the page itself. */
  ancestors(id: string): Promise<TreeNode[]>;
  /** The pages right below one, at most `limit`. */
  children(id: string, limit: number): Promise<TreeNode[]>;
  move(id: string, target: MoveTarget): Promise<void>;
  copy(id: string, copy: PageCopy): Promise<CopiedPage>;
}

/** A position as the site gives it, which says -1 or `none` where a page has no position. */
export function positionOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
