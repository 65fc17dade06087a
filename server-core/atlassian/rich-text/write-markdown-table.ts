import { blocksInLine } from './blocks-in-line.ts';
import { hasCode } from './marks.ts';
import type { Block, Inline, TableCell } from './rich-text.ts';
import { writeMarkdownInlines } from './write-markdown-inlines.ts';

/** A table of GitHub's kind. It must have a header row: one without words stands for none. */
export function writeMarkdownTable(rows: readonly (readonly TableCell[])[]): string {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (width === 0) return '';
  const [first = [], ...rest] = rows;
  const hasHeader = first.length > 0 && first.every(({ header }) => header);
  const body = (hasHeader ? rest : rows).map((row) => writeRow(row, 1));
  return [writeRow(hasHeader ? first : [], width), `|${' --- |'.repeat(width)}`, ...body].join('\n');
}

/** A row that is shorter than the table needs no more cells than it has. */
function writeRow(row: readonly TableCell[], least: number): string {
  const cells = Array.from({ length: Math.max(least, row.length) }, (_, column) =>
    writeCell(row[column]?.blocks ?? []),
  );
  return `| ${cells.join(' | ')} |`;
}

function writeCell(blocks: readonly Block[]): string {
  return writeMarkdownInlines(blocksInLine(blocks).map(sayableInCell), 'one-line').replaceAll('|', '\\|');
}

/** `\|` ends a cell inside of code too, so code with just that cannot be code. */
function sayableInCell(inline: Inline): Inline {
  if (inline.type !== 'text' || !hasCode(inline.marks) || !/\\\||\\$/.test(inline.text)) return inline;
  return { ...inline, marks: inline.marks.filter(({ type }) => type !== 'code') };
}
