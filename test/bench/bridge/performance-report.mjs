import { cell, table } from '../kit/table.mjs';

/** The report of a run as Markdown, from its JSON alone. */
export function performanceReport({ circumstances, rows, notes }) {
  const parts = rows.flatMap((row) => [
    `### ${row.title}`,
    howOf(row),
    figureTable(row),
    targetTable(row),
    list(row.notes),
  ]);
  return [describe(circumstances), ...parts, list(notes)].filter((part) => part !== '').join('\n\n');
}

function howOf({ how, rounds }) {
  if (how === '') return '';
  if (rounds === undefined) return `${how} Measured once.`;
  return `${how} ${rounds === 1 ? 'One round' : `Medians of ${rounds} rounds`}.`;
}

function describe({ date, version, node, platform, cores, cpu, seconds, slice, peers }) {
  const kind = slice ? 'a slice of the benchmark' : `the run took ${seconds} s`;
  const parts = [date, `mcp-jira-confluence ${version}`, `Node ${node}`, platform, `${cores} × ${cpu}`];
  return `${parts.join(', ')}; ${kind}${peers ? '' : ', without peers'}.`;
}

function figureTable({ columns, figures }) {
  if (figures.length === 0) return '';
  const shown = columns.filter(([figure]) => figures.some(({ medians }) => isNumber(medians[figure])));
  const cells = figures.map(({ rival, era, medians }) => [
    era === 'stdio' ? rival : `${rival}, ${era}`,
    ...shown.map(([figure, , digits]) => cell(medians[figure] ?? undefined, digits)),
  ]);
  return table(['', ...shown.map(([, head]) => head)], cells);
}

function targetTable({ targets }) {
  if (targets.length === 0) return '';
  const rows = targets.map(({ what, atMost, atLeast, unit, value, verdict }) => [
    what,
    `${atMost !== undefined ? `≤ ${atMost}` : `≥ ${atLeast}`} ${unit}`,
    cell(value ?? undefined, unit === 'children' || unit === 'descriptors' ? 0 : unit === '×' ? 2 : 1),
    verdict,
  ]);
  return table(['target', 'limit', 'value', 'verdict'], rows);
}

function list(notes) {
  return notes.map((note) => `- ${note}`).join('\n');
}

function isNumber(value) {
  return typeof value === 'number';
}
