import type { Page, PageRequest } from '../../results/list-result.ts';

export type CommentKind = 'footer' | 'inline';

export interface PageComment {
  readonly id: string;
  readonly kind: CommentKind;
  /** The comment that it replies to. */
  readonly parentId?: string | undefined;
  /** 0 for one that replies to none. */
  readonly depth: number;
  readonly author: string;
  readonly created?: string | undefined;
  /** Storage format. */
  readonly storage: string;
  /** The text of the page that an inline comment is about. */
  readonly about?: string | undefined;
  readonly isResolved: boolean;
}

export interface CommentRequest extends PageRequest {
  readonly kind: CommentKind;
  /** Whether each is followed by its replies, which `limit` does not count. */
  readonly withReplies: boolean;
}

export interface CommentChange {
  /** Storage format. */
  readonly storage?: string | undefined;
  readonly isResolved?: boolean | undefined;
}

/** Comments on pages. Every method rejects with a `ToolError`. */
export interface Comments {
  /** Those of a page, newest first on Cloud; Data Center has an order of its own. */
  list(pageId: string, request: CommentRequest): Promise<Page<PageComment>>;
  /** Adds one below a page, and resolves to its id, as the other two do. */
  add(pageId: string, storage: string): Promise<string>;
  reply(commentId: string, storage: string): Promise<string>;
  /** Adds one to a text of the page, the `occurrence`th of its kind, counted from 1. */
  annotate(pageId: string, text: string, occurrence: number, storage: string): Promise<string>;
  update(commentId: string, change: CommentChange): Promise<void>;
  delete(commentId: string): Promise<void>;
}
