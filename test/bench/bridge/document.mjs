import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performanceChart } from './chart.mjs';
import { performanceReport } from './performance-report.mjs';

const [START, END] = ['<!-- performance -->', '<!-- /performance -->'];

/** Keeps a run as `performance.json` of a folder. */
export function saveRun(folder, run) {
  writeFileSync(path.join(folder, 'performance.json'), `${JSON.stringify(run, undefined, 2)}\n`);
}

/** Makes the generated section of `performance.md`, and `performance.svg`, from the `performance.json` of a folder. */
export function renderDocument(folder) {
  const run = JSON.parse(readFileSync(path.join(folder, 'performance.json'), 'utf8'));
  const file = path.join(folder, 'performance.md');
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(START), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`performance.md needs ${START} and ${END}`);
  const section = `${START}\n${performanceReport(run)}\n`;
  writeFileSync(file, text.slice(0, from) + section + text.slice(to));
  writeFileSync(path.join(folder, 'performance.svg'), performanceChart(run));
}
