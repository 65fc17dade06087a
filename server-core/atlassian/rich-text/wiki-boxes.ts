import type { Block, PanelKind, statusColors } from './rich-text.ts';

/**
 * Jira's wiki markup has one panel, so what sort of panel one is shows in its background, in the colours that Jira gives
 * to panels of documents. An expand is a panel with a dotted border, open for good.
 */
const backgrounds: readonly (readonly [PanelKind, string])[] = [
  ['info', '#deebff'],
  ['note', '#eae6ff'],
  ['tip', '#e6fcff'],
  ['warning', '#fffae6'],
  ['error', '#ffebe6'],
  ['success', '#e3fcef'],
];

const EXPAND_BORDER = 'dotted';

type Box = Extract<Block, { type: 'panel' | 'expand' }>;

/** What `{panel}` is given to be that panel or expand. */
export function boxParameters(box: Box): Record<string, string> {
  const title: Record<string, string> = box.title === '' ? {} : { title: box.title };
  if (box.type === 'expand') return { ...title, borderStyle: EXPAND_BORDER };
  const color = backgrounds.find(([kind]) => kind === box.kind)?.[1];
  return color === undefined ? title : { ...title, bgColor: color };
}

const panelMacros: Readonly<Record<string, PanelKind>> = {
  info: 'info',
  note: 'note',
  tip: 'tip',
  warning: 'warning',
  panel: 'custom',
};

/** The panel or expand that a macro is; `undefined` where it is given more than those can say. */
export function boxOf(
  name: string,
  { title: _title, ...more }: Readonly<Record<string, string>>,
): 'expand' | PanelKind | undefined {
  const given = Object.entries(more);
  if (name === 'expand') return given.length === 0 ? 'expand' : undefined;
  const kind = Object.hasOwn(panelMacros, name) ? panelMacros[name] : undefined;
  const [key, value = ''] = given[0] ?? [];
  if (kind === undefined || key === undefined) return kind;
  if (kind !== 'custom' || given.length > 1) return undefined;
  if (key === 'borderStyle' && value === EXPAND_BORDER) return 'expand';
  return backgrounds.find(([, color]) => key === 'bgColor' && color === value.toLowerCase())?.[0];
}

/** A status is bold text in square brackets, in the colour that Jira writes for it. */
export const statusShades: Readonly<Record<(typeof statusColors)[number], string>> = {
  neutral: '#97a0af',
  purple: '#403294',
  blue: '#0747a6',
  red: '#bf2600',
  yellow: '#ff991f',
  green: '#006644',
};
