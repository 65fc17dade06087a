import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { inTemporaryFolder } from '../kit/npm-package.mjs';
import { installPeers } from './processes/rivals.mjs';
import { rows } from './rows/index.mjs';

/**
 * Measures the rows that `options` name and returns the run: its circumstances, the rows with their targets, and notes. A
 * row that fails, by a wrong answer or otherwise, has `failure` and no figures; the others go on. `say` hears how far it is.
 */
export async function runBridgeBench(options, say) {
  const startMs = performance.now();
  return inTemporaryFolder(async (folder) => {
    const { installed, notes } = await installPeers(folder, options.offline);
    const bench = { ...options, folder, installed };
    const done = [];
    for (const name of options.only) {
      const rowStartMs = performance.now();
      done.push(rounded(await measure(name, bench)));
      say(`${name}: ${((performance.now() - rowStartMs) / 1e3).toFixed(0)} s`);
    }
    return { circumstances: circumstances(options, installed, startMs), rows: done, notes };
  });
}

async function measure(name, bench) {
  try {
    return await rows[name](bench);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return {
      id: name,
      title: name,
      how: '',
      columns: [],
      figures: [],
      targets: [],
      notes: [`Failed: ${failure}`],
      failure,
    };
  }
}

function circumstances({ rounds, slice }, installed, startMs) {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  return {
    date: new Date().toISOString().slice(0, 10),
    version,
    node: process.versions.node,
    platform: process.platform,
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    rounds,
    slice,
    peers: installed.length > 0,
    seconds: Math.round((performance.now() - startMs) / 1e3),
  };
}

/** Three decimals are more than any figure is good for. */
function rounded(value) {
  if (typeof value === 'number') return Math.round(value * 1e3) / 1e3;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rounded(member)]));
}
