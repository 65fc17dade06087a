import { decodeEntities } from './named-entities.ts';
import type { PanelKind } from './rich-text.ts';

/**
 * Boxes are spelled as GitHub's alerts, a quote whose first line names what it is; the rest of that line is the title:
 *
 * | spelling | what it is |
 * |---|---|
 * | `> [!INFO] Title`, `NOTE`, `TIP`, `WARNING`, `ERROR`, `SUCCESS`, `PANEL` | a panel; `IMPORTANT` is read as a note, `CAUTION` as an error |
 * | `> [!DECISION]` and a list | a decision list |
 * | `> [!MACRO] excerpt?hidden=true` | a macro around the blocks that follow |
 * | `> [!TEXT-MACRO] plantuml` and a code block | a macro around plain text |
 *
 * Macros that have a spelling of their own, such as panels and code, are spelled as macros too where they are given more
 * than it can say: `> [!MACRO] info?icon=false`, `> [!TEXT-MACRO] code?language=ts&title=a.ts`.
 *
 * An expand is spelled as HTML's `<details>` with its `<summary>` as title, each tag on a line of its own.
 */
export type Alert =
  | { readonly type: 'panel'; readonly kind: PanelKind }
  | { readonly type: 'decisions' }
  | { readonly type: 'macro'; readonly body: 'blocks' | 'text' };

const alerts: Readonly<Record<string, Alert>> = {
  INFO: { type: 'panel', kind: 'info' },
  NOTE: { type: 'panel', kind: 'note' },
  TIP: { type: 'panel', kind: 'tip' },
  WARNING: { type: 'panel', kind: 'warning' },
  ERROR: { type: 'panel', kind: 'error' },
  SUCCESS: { type: 'panel', kind: 'success' },
  PANEL: { type: 'panel', kind: 'custom' },
  IMPORTANT: { type: 'panel', kind: 'note' },
  CAUTION: { type: 'panel', kind: 'error' },
  DECISION: { type: 'decisions' },
  MACRO: { type: 'macro', body: 'blocks' },
  'TEXT-MACRO': { type: 'macro', body: 'text' },
};

/** The word of a panel's first line. */
export function panelWord(kind: PanelKind): string {
  return kind === 'custom' ? 'PANEL' : kind.toUpperCase();
}

/** Which box the source of a quote's first paragraph opens. */
export function alertOf(source: string): Alert | undefined {
  const word = /^\[!([A-Za-z-]{1,20})\](?=\s|$)/.exec(source)?.[1]?.toUpperCase() ?? '';
  return Object.hasOwn(alerts, word) ? alerts[word] : undefined;
}

const OPEN_EXPAND = /^\s*<details(?: open)?>\s*(?:<summary>([\s\S]*?)<\/summary>)?/i;
const CLOSE_EXPAND = /<\/details>\s*$/i;

/** What an HTML block of Markdown does: open an expand, close one, or hold a whole one. */
export function expandTag(html: string) {
  const opening = OPEN_EXPAND.exec(html);
  const closes = CLOSE_EXPAND.test(html);
  if (opening === null) return closes && /^\s*<\/details>\s*$/i.test(html) ? { opens: false, closes: true } : undefined;
  const title = decodeEntities(opening[1] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const inside = html.slice(opening[0].length).replace(CLOSE_EXPAND, '').trim();
  return { opens: true, closes, title, inside };
}

export function openExpandSpelling(title: string): string {
  const escaped = title
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ')
    .trim();
  return `<details>\n<summary>${escaped}</summary>`;
}

export const closeExpandSpelling = '</details>';
