import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rows } from './rows/index.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * What the benchmark is told on its command line; `docs/performance.md` lists the options. `--rounds` is 12 by default, and
 * 2 with `--slice`.
 */
export function readBridgeOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      offline: { type: 'boolean', default: false },
      slice: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      bridge: { type: 'string', default: path.join(root, 'dist/mcp-jira-confluence-sse.js') },
      save: { type: 'boolean', default: false },
      render: { type: 'boolean', default: false },
      docs: { type: 'string', default: path.join(root, 'docs') },
    },
  });
  const rounds = Number(values.rounds ?? (values.slice ? 2 : 12));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds: expected 1 or more, got ${values.rounds}`);
  const only = values.only ?? Object.keys(rows);
  const unknown = only.find((name) => !(name in rows));
  if (unknown !== undefined) throw new Error(`--only: expected ${Object.keys(rows).join(', ')}; got ${unknown}`);
  if (values.save && (values.slice || values.only))
    throw new Error('--save keeps whole runs: without --slice and --only');
  return { ...values, rounds, only, offline: values.offline || values.slice, bridge: path.resolve(values.bridge) };
}
