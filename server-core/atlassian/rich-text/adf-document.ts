/**
 * Atlassian Document Format, the rich text of Cloud: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 * The types say its shape only; which node may stand where is in `adf-containers.ts`.
 */
export interface AdfDocument {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfNode[];
}

export interface AdfNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly AdfMark[];
  readonly text?: string;
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}
