/** A Markdown table: the first column is text, and the others are numbers. */
export function table(heads, rows) {
  const rule = heads.map((_, column) => (column === 0 ? '---' : '--:'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A number for a cell, and a dash for what was not measured. */
export function cell(value, digits = 0) {
  return value === undefined ? '–' : value.toFixed(digits);
}

/** The first line of a report: what the figures depend on. */
export function circumstances(rounds) {
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${process.platform}; medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} in turns`;
}

/** Prints the parts of a report with an empty line between them. */
export function print(...parts) {
  process.stdout.write(`${parts.flat().join('\n\n')}\n`);
}
