import type { AdfDocument } from '../jira/adf.ts';
import type { User } from '../people.ts';

export interface AdfNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

type Inline = string | AdfNode;

const inline = (parts: readonly Inline[]): readonly AdfNode[] =>
  parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));

const marked = (text: string, mark: AdfNode): AdfNode => ({ type: 'text', text, marks: [mark] });

export const doc = (...content: readonly AdfNode[]): AdfDocument => ({ type: 'doc', version: 1, content });
export const p = (...parts: readonly Inline[]): AdfNode => ({ type: 'paragraph', content: inline(parts) });
export const h = (level: number, text: string): AdfNode => ({
  type: 'heading',
  attrs: { level },
  content: inline([text]),
});
export const strong = (text: string): AdfNode => marked(text, { type: 'strong' });
export const em = (text: string): AdfNode => marked(text, { type: 'em' });
export const mono = (text: string): AdfNode => marked(text, { type: 'code' });
export const link = (text: string, href: string): AdfNode => marked(text, { type: 'link', attrs: { href } });
export const card = (url: string): AdfNode => ({ type: 'inlineCard', attrs: { url } });
export const mention = (user: User): AdfNode => ({
  type: 'mention',
  attrs: { id: user.accountId, text: `@${user.displayName}` },
});
export const status = (text: string, color: string): AdfNode => ({
  type: 'status',
  attrs: { text, color, localId: `status-${text}` },
});

const item = (entry: Inline | readonly AdfNode[]): AdfNode => ({
  type: 'listItem',
  content: Array.isArray(entry) ? entry : [p(entry as Inline)],
});

/** An entry is a line, or the blocks of one: a paragraph and a list inside it. */
export const ul = (...entries: readonly (Inline | readonly AdfNode[])[]): AdfNode => ({
  type: 'bulletList',
  content: entries.map(item),
});
export const ol = (...entries: readonly (Inline | readonly AdfNode[])[]): AdfNode => ({
  type: 'orderedList',
  content: entries.map(item),
});

export const tasks = (...entries: readonly (readonly [done: boolean, text: string])[]): AdfNode => ({
  type: 'taskList',
  attrs: { localId: 'tasks' },
  content: entries.map(([done, text], index) => ({
    type: 'taskItem',
    attrs: { localId: `task-${index + 1}`, state: done ? 'DONE' : 'TODO' },
    content: inline([text]),
  })),
});

export const code = (language: string, text: string): AdfNode => ({
  type: 'codeBlock',
  attrs: { language },
  content: inline([text]),
});
export const panel = (panelType: string, ...content: readonly AdfNode[]): AdfNode => ({
  type: 'panel',
  attrs: { panelType },
  content,
});
export const quote = (...content: readonly AdfNode[]): AdfNode => ({ type: 'blockquote', content });

/** The first row is the header. */
export const table = (...rows: readonly (readonly string[])[]): AdfNode => ({
  type: 'table',
  attrs: { isNumberColumnEnabled: false, layout: 'default' },
  content: rows.map((row, index) => ({
    type: 'tableRow',
    content: row.map((cell) => ({ type: index === 0 ? 'tableHeader' : 'tableCell', attrs: {}, content: [p(cell)] })),
  })),
});
