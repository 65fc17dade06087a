import { WIKI_IMAGE } from './read-wiki-links.ts';
import type { Block, TableCell } from './rich-text.ts';
import { findWikiMacros } from './wiki-macros.ts';

/** What holds a bar that parts no cells, or a bar that does. */
const PIECE = new RegExp(
  String.raw`\\[^\n]|\[(?:\\.|[^\\[\]\n])+\]|${WIKI_IMAGE}|\{\{(?:\\.|[^{}\\\n])+\}\}|\{[A-Za-z][\w.-]{0,63}:[^{}\n]*\}|\|{1,2}`,
  'g',
);

/** One row, as `||head|cell|`: each cell is what the bar before it says. */
export function readWikiRow(row: string, readBlocks: (text: string) => Block[]): TableCell[] {
  const macros = findWikiMacros(row);
  const cells: TableCell[] = [];
  let header = false;
  let from = -1;
  let macroAt = 0;
  const end = (to: number) => {
    if (from >= 0) cells.push({ header, blocks: readBlocks(row.slice(from, to)) });
  };
  for (const { 0: piece, index } of row.matchAll(PIECE)) {
    while ((macros[macroAt]?.end ?? row.length) <= index) macroAt++;
    const isInMacro = (macros[macroAt]?.start ?? row.length) <= index;
    if (isInMacro || (piece !== '|' && piece !== '||')) continue;
    end(index);
    header = piece === '||';
    from = index + piece.length;
  }
  if (from >= 0 && row.slice(from).trim() !== '') end(row.length);
  return cells;
}
