import type { Block, TableCell } from './rich-text.ts';

/** A cell as the format has it: it may reach over several columns and rows. */
export interface SpanningCell extends TableCell {
  readonly columns: number;
  readonly rows: number;
}

/** So many empty cells take the places that wider and higher cells reach over; after that, cells reach no further. */
const MOST_EMPTY_CELLS = 10_000;

/** A table of single cells, since Markdown cannot join any; nothing where there is no cell. */
export function tableGrid(rows: readonly (readonly SpanningCell[])[]): Block[] {
  const grid: TableCell[][] = rows.map(() => []);
  let spare = MOST_EMPTY_CELLS;
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const { header, blocks, columns, rows: reach } of row) {
      while (grid[y]?.[x] !== undefined) x++;
      const wide = spanOf(columns, spare);
      const high = Math.min(spanOf(reach, Math.floor(spare / wide)), rows.length - y);
      spare -= wide * high - 1;
      fill(grid, { x, y, wide, high }, { header, blocks });
      x += wide;
    }
  }
  const whole = grid.map((row) => Array.from(row, (cell) => cell ?? { header: false, blocks: [] }));
  return whole.some(({ length }) => length > 0) ? [{ type: 'table', rows: whole }] : [];
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

function fill(grid: TableCell[][], { x, y, wide, high }: Area, cell: TableCell): void {
  for (let down = 0; down < high; down++) {
    const row = grid[y + down];
    for (let right = 0; row !== undefined && right < wide; right++) {
      row[x + right] ??= down + right === 0 ? cell : { header: cell.header, blocks: [] };
    }
  }
}

function spanOf(span: number, most: number): number {
  return span >= 1 && span <= most ? Math.trunc(span) : 1;
}
