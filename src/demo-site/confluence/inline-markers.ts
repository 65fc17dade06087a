/** A character of the text of a page, and where in the storage it is written; a break is written nowhere. */
interface Placed {
  readonly character: string;
  readonly start: number;
  readonly end: number;
  /** Characters of one run have no element between them. */
  readonly run: number;
}

/** What is no text that a reader could select: CDATA, comments, and elements that hold settings. */
const unselectable =
  '<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<!--[\\s\\S]*?-->|<(?<hidden>ac:parameter|ac:task-id|ac:task-status)\\b[^>]*(?<!/)>[\\s\\S]*?</\\k<hidden>>';
const inline = '</?(?:strong|em|code|u|s|sub|sup|span|a|ac:inline-comment-marker)\\b[^>]*>';
const piece = new RegExp(
  `(?<unselectable>${unselectable})|(?<inline>${inline})|(?<element><[^>]*>)|&[^;\\s]{1,20};|[\\s\\S]`,
  'gu',
);
const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
]);

const marker = /<\/?ac:inline-comment-marker\b[^>]*>/g;

/** How often a text occurs in what readers of a page can select. */
export function occurrences(storage: string, selection: string): number {
  return starts(selectable(storage), selection).length;
}

/**
 * The storage with `ac:inline-comment-marker` elements around one occurrence of a text: several of them where elements
 * begin or end inside it. `index` counts from 0 and must be below `occurrences`.
 */
export function withMarker(storage: string, selection: string, index: number, ref: string): string {
  const text = selectable(storage);
  const first = starts(text, selection)[index];
  if (first === undefined) return storage;
  const runs = new Map<number, { start: number; end: number }>();
  for (const { run, start, end } of text.slice(first, first + collapsed(selection).length)) {
    if (start === end) continue;
    runs.set(run, { start: runs.get(run)?.start ?? start, end });
  }
  let marked = storage;
  for (const { start, end } of [...runs.values()].reverse()) {
    const inner = marked.slice(start, end);
    if (inner.trim() === '') continue;
    const element = `<ac:inline-comment-marker ac:ref="${ref}">${inner}</ac:inline-comment-marker>`;
    marked = marked.slice(0, start) + element + marked.slice(end);
  }
  return marked;
}

/** Whether the storage still has a marker; without one the comment has lost its place. */
export function hasMarker(storage: string, ref: string): boolean {
  return [...storage.matchAll(marker)].some(([element]) => element.includes(`ac:ref="${ref}"`));
}

/** The storage without the markers of one comment, or of all. What they are around stays. */
export function withoutMarkers(storage: string, ref?: string): string {
  const kept: boolean[] = [];
  return storage.replace(marker, (element) => {
    if (element.endsWith('/>')) return '';
    const keeps = element.startsWith('</') ? kept.pop() : ref !== undefined && !element.includes(`ac:ref="${ref}"`);
    if (!element.startsWith('</')) kept.push(keeps === true);
    return keeps === true ? element : '';
  });
}

function starts(text: readonly Placed[], selection: string): readonly number[] {
  const wanted = collapsed(selection);
  if (wanted.trim() === '') return [];
  const held = text.map(({ character }) => character).join('');
  const found: number[] = [];
  for (let at = held.indexOf(wanted); at !== -1; at = held.indexOf(wanted, at + wanted.length)) found.push(at);
  return found;
}

/** The text with a single space wherever there is white space, or the edge of a block. */
function selectable(storage: string): readonly Placed[] {
  const text: Placed[] = [];
  let run = 0;
  for (const { 0: written, index: start, groups = {} } of storage.matchAll(piece)) {
    if (written.startsWith('<') && written.length > 1) run += 1;
    if (groups['inline'] !== undefined) continue;
    const isBreak = groups['unselectable'] !== undefined || groups['element'] !== undefined;
    const end = isBreak ? start : start + written.length;
    const characters = isBreak ? ' ' : decoded(written);
    // A character outside the basic plane is two units of text; both are written in the one place.
    for (const character of characters.split('')) {
      const blank = /\s/.test(character);
      if (blank && text.at(-1)?.character === ' ') continue;
      text.push({ character: blank ? ' ' : character, start, end, run });
    }
  }
  return text;
}

function decoded(written: string): string {
  if (!written.startsWith('&') || written.length === 1) return written;
  const name = written.slice(1, -1);
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (code <= 0x10ffff) return String.fromCodePoint(code);
  return named.get(name) ?? written;
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ');
}
