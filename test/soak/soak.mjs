/**
 * Random clients come, call, stall, break off and vanish; children are killed at random. Says what went wrong in the end,
 * and fails where anything did. `npm run soak -- --minutes N --seed N --bridge FILE`
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SoakedBridge } from './bridge.mjs';
import { Ledger } from './ledger.mjs';
import { isRunning, openDescriptors, residentMebibytes } from './processes.mjs';
import { Random } from './random.mjs';
import { report } from './report.mjs';
import { visit } from './visitor.mjs';

const VISITORS = 12;
const SAMPLE_MS = 1000;
/** Graces and hibernation are over by then, and surplus children gone. */
const QUIET_MS = 40_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    bridge: { type: 'string', default: 'dist/mcp-jira-confluence-sse.js' },
  },
});
const untilMs = Date.now() + Number(values.minutes) * 60_000;
const isOver = () => Date.now() >= untilMs;

async function keepVisiting(bridge, ledger, random) {
  while (!isOver()) await visit(bridge.url, ledger, random);
}

async function keepKilling(bridge, random, run) {
  while (!isOver()) {
    await delay(random.between(100, 900));
    const children = bridge.children();
    if (children.length === 0 || isOver()) continue;
    try {
      process.kill(random.oneOf(children).pid, 'SIGKILL');
      run.killed += 1;
    } catch {
      // it has ended meanwhile
    }
  }
}

async function keepSampling(bridge, run) {
  while (!isOver()) {
    if (!bridge.hasEnded) run.memory.push(residentMebibytes(bridge.pid));
    await delay(SAMPLE_MS);
  }
}

/** Waits until only the pool is left, for as long as that may take. */
async function becomeQuiet(bridge, run) {
  const deadlineMs = Date.now() + QUIET_MS;
  for (;;) {
    const { children, sessions } = (await bridge.health()).bridge;
    run.left = { children: children.live + children.warm, sessions: Object.keys(sessions).length };
    const isQuiet = run.left.children <= 1 && run.left.sessions === 0; // the pool keeps one
    if (isQuiet || Date.now() > deadlineMs) return;
    await delay(200);
  }
}

async function soak(recovery, random) {
  const bridge = await SoakedBridge.start(values.bridge, recovery);
  const ledger = new Ledger(recovery);
  const run = { recovery, ledger, killed: 0, memory: [], descriptors: [openDescriptors(bridge.pid)] };
  try {
    const visitors = Array.from({ length: VISITORS }, () => keepVisiting(bridge, ledger, random));
    await Promise.all([...visitors, keepKilling(bridge, random, run), keepSampling(bridge, run)]);
    await becomeQuiet(bridge, run);
    bridge.children();
    run.descriptors.push(openDescriptors(bridge.pid));
  } finally {
    run.died = bridge.hasEnded;
    await bridge.stop();
  }
  run.orphans = [...bridge.seen.values()].filter(isRunning);
  return run;
}

const random = new Random(Number(values.seed));
process.stdout.write(`seed ${values.seed}, ${values.minutes} minutes\n`);
const runs = await Promise.all([soak('replay', random), soak('end', random)]);
process.exitCode = report(runs) ? 0 : 1;
