/**
 * The one form that every format is read into and written from: Markdown, ADF, storage and wiki markup.
 * A format is a reader (`read-*.ts`) and a writer (`write-*.ts`) of this; no format knows another.
 */

/** A mark on text. `code` excludes the others in ADF; a link's `href` may be one of the targets of `link-target.ts`. */
export type Mark =
  | { readonly type: 'link'; readonly href: string; readonly title?: string }
  | { readonly type: 'strong' | 'em' | 'strike' | 'underline' | 'sub' | 'sup' | 'code' };

/** Text with its marks, each at most once. */
export interface TextRun {
  readonly type: 'text';
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** `href` is a URL, `attachment:…` or `media:…`; `link` is where a click on the picture leads. */
export interface Image {
  readonly type: 'image';
  readonly href: string;
  readonly alt: string;
  readonly title?: string;
  readonly link?: string;
}

/** Who is meant: a Cloud account id, or a Data Center user key or user name. */
export type UserIdKind = 'accountid' | 'userkey' | 'username';

export const statusColors = ['neutral', 'purple', 'blue', 'red', 'yellow', 'green'] as const;
type StatusColor = (typeof statusColors)[number];

/** What a Confluence macro, or an ADF extension that stands for one, is called and given. */
export interface MacroCall {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type Inline =
  | TextRun
  | Image
  | { readonly type: 'break' }
  | { readonly type: 'emoji'; readonly name: string }
  | { readonly type: 'mention'; readonly kind: UserIdKind; readonly id: string; readonly name: string }
  | { readonly type: 'status'; readonly text: string; readonly color: StatusColor }
  /** `day` is `YYYY-MM-DD`. */
  | { readonly type: 'date'; readonly day: string }
  /** A link that the site shows as a card with the title of what it leads to. */
  | { readonly type: 'card'; readonly url: string }
  | { readonly type: 'macro'; readonly call: MacroCall };

export const panelKinds = ['info', 'note', 'tip', 'warning', 'error', 'success', 'custom'] as const;
export type PanelKind = (typeof panelKinds)[number];

export interface Task {
  readonly done: boolean;
  readonly blocks: readonly Block[];
}

export interface TableCell {
  readonly header: boolean;
  readonly blocks: readonly Block[];
}

/** `start` is the number of the first item, `undefined` for bullets. */
export interface List {
  readonly type: 'list';
  readonly start: number | undefined;
  readonly items: readonly (readonly Block[])[];
}

/** A macro with a body of blocks, of plain text, or none. */
export interface MacroBlock {
  readonly type: 'macro-block';
  readonly call: MacroCall;
  readonly body?: readonly Block[] | string;
}

export type Block =
  | { readonly type: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly type: 'code'; readonly language: string; readonly text: string }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | List
  | { readonly type: 'tasks'; readonly tasks: readonly Task[] }
  | { readonly type: 'decisions'; readonly decisions: readonly (readonly Inline[])[] }
  /** A row may have fewer cells than the widest. */
  | { readonly type: 'table'; readonly rows: readonly (readonly TableCell[])[] }
  | { readonly type: 'rule' }
  | { readonly type: 'panel'; readonly kind: PanelKind; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly type: 'expand'; readonly title: string; readonly blocks: readonly Block[] }
  | MacroBlock;

export function textRun(text: string, marks: readonly Mark[] = []): TextRun {
  return { type: 'text', text, marks };
}

export function paragraph(inlines: readonly Inline[]): Block {
  return { type: 'paragraph', inlines };
}

/** How the language of a code block is written in every format: one word, without what a fence or an attribute ends at. */
export function codeLanguage(info: string): string {
  const word = info.trim().split(/\s/, 1)[0] ?? '';
  return word.replace(/[^\p{L}\p{N}+#._-]/gu, '');
}
