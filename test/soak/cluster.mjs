/**
 * Three replicas behind nginx, with official clients, while replicas, Redis, nginx and children are killed, paused and cut
 * off. Prints what became of every call, and fails where one was lost, wrong, or carried out twice.
 *
 * `npm run soak:cluster -- --minutes 10 --seed 7`: faults at random; `--fault NAME`, `--all` (each alone), `--none`;
 * `--sessions N --calls N --no-affinity`; `--save` writes docs/reliability.md; `--log FOLDER`
 * keeps what the replicas logged; `--beyond-lease MS`: how long after the lease an answer may come (p99).
 */
import { parseArgs } from 'node:util';
import { faults } from './cluster/faults.mjs';
import { isSound, printRun, save } from './cluster/report.mjs';
import { run } from './cluster/run.mjs';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    sessions: { type: 'string', default: '200' },
    calls: { type: 'string', default: '50' },
    fault: { type: 'string' },
    none: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    affinity: { type: 'boolean', default: true },
    bridge: { type: 'string', default: 'dist/mcp-jira-confluence-sse.js' },
    log: { type: 'string' },
    'beyond-lease': { type: 'string', default: '2000' },
    save: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed);
const common = {
  sessions: Number(values.sessions),
  calls: Number(values.calls),
  seed,
  bridgeFile: values.bridge,
  logFolder: values.log,
  beyondLeaseMs: Number(values['beyond-lease']),
};
const without = { ...common, fault: undefined };
const random = { ...common, fault: 'random', calls: Number.POSITIVE_INFINITY, minutes: Number(values.minutes ?? 1) };

function wantedRuns() {
  if (values.none) return [{ ...without, affinity: values.affinity }];
  if (values.fault !== undefined) return [{ ...common, fault: values.fault, affinity: values.affinity }];
  if (!values.all) return [random];
  const alone = Object.keys(faults).map((fault) => ({ ...common, fault }));
  return [without, { ...without, affinity: false }, ...alone, ...(values.minutes === undefined ? [] : [random])];
}

const results = [];
for (const wanted of wantedRuns()) {
  const result = await run(wanted);
  printRun(result);
  results.push(result);
}
process.stdout.write(`seed ${seed}\n`);
if (values.save) save(results, seed);
process.exit(results.every(isSound) ? 0 : 1);
