import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { runBench } from '../bench/run-bench.ts';
import { repositoryRoot } from '../support/bins.ts';

const ROWS = [
  'calls',
  'sessions',
  'big-results',
  'tool-time',
  'connect',
  'memory',
  'hibernation',
  'replicas',
  'journal',
];
const FILES = ['performance.json', 'performance.md', 'performance.svg'];

interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Absent where it could not be measured. */
  readonly value?: number;
  readonly verdict: string;
}

interface Row {
  readonly id: string;
  readonly figures: readonly {
    readonly rival: string;
    readonly medians: Readonly<Record<string, number | undefined>>;
  }[];
  readonly targets: readonly Target[];
  readonly notes: readonly string[];
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-bridge-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const readRows = (file: string): readonly Row[] => JSON.parse(readFileSync(file, 'utf8')).rows;

it('measures every row of the bridge beside its floor and a bare pipe, checks all answers, and gives verdicts', async () => {
  const file = path.join(temporaryFolder(), 'slice.json');
  const report = await runBench('bridge', '--slice', '--json', file);
  expect(report).toMatch(
    /^\| added latency, sse, against the ideal pipe \| ≤ 1\.35 × \| -?[\d.]+ \| (?:met|missed) \|$/m,
  );
  const rows = readRows(file);
  expect(rows.map(({ id }) => id)).toEqual(ROWS);
  for (const { id, figures, targets, notes } of rows) {
    expect(notes.filter((note) => note.startsWith('Failed'))).toEqual([]);
    expect(figures.map(({ rival }) => rival)).toContain('ours');
    for (const { medians } of figures) expect(Object.values(medians).some(Number.isFinite)).toBe(true);
    expect(
      targets.some(({ verdict }) => verdict !== 'not measured'),
      `${id} has a verdict`,
    ).toBe(true);
  }
}, 300_000);

it('gives the verdict that each saved value has earned', () => {
  const targets = readRows(path.join(repositoryRoot, 'docs/performance.json')).flatMap((row) => row.targets);
  expect(targets.length).toBeGreaterThan(0);
  for (const { value, verdict, atMost = Infinity, atLeast = -Infinity } of targets) {
    const earned = value === undefined ? 'not measured' : value <= atMost && value >= atLeast ? 'met' : 'missed';
    expect(verdict).toBe(earned);
  }
});

it('keeps the performance page and its chart as the saved figures give them', async () => {
  const folder = temporaryFolder();
  const docs = path.join(repositoryRoot, 'docs');
  for (const file of FILES) copyFileSync(path.join(docs, file), path.join(folder, file));
  const bench = fileURLToPath(new URL('../bench/bridge.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [bench, '--render', '--docs', folder]);
  for (const file of FILES) {
    const rendered = readFileSync(path.join(folder, file), 'utf8');
    expect(readFileSync(path.join(docs, file), 'utf8'), `${file}: run npm run bench -- --render`).toBe(rendered);
  }
});
