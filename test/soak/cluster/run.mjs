import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../random.mjs';
import { Cluster } from './cluster.mjs';
import { faults, ROLLING_RESTART } from './faults.mjs';
import { Ledger } from './ledger.mjs';
import { callAll, closeAll, openSessions } from './load.mjs';

/** All is at work by then. */
const FAULT_AFTER_MS = 4000;
/** Between two random faults. */
const PAUSE_MS = { least: 1000, most: 6000 };

/** Under faults SSE clients have to say where they left off: by the protocol, nobody else could know. */
const RESUMING = ['v1-streamable', 'v2-streamable', 'v1-sse-resuming'];
const PLAIN = ['v1-streamable', 'v2-streamable', 'v1-sse'];

/** Where nothing is lost. */
const FEW_WARM_CHILDREN = 4;
/** Warm children for each so many sessions: what each of two replicas gets when the third is lost. */
const SESSIONS_PER_WARM_CHILD = 6;
/** In a rolling restart sessions gather on the last replica, which has most of them. */
const SESSIONS_PER_WARM_CHILD_ROLLING = 3;

/** One run: a cluster, its clients, and what goes wrong meanwhile. Resolves to figures. */
export async function run(wanted) {
  const { fault, sessions, calls, seed, bridgeFile, affinity = true, minutes, logFolder, beyondLeaseMs } = wanted;
  const random = new Random(seed);
  const ledger = new Ledger();
  const poolMin = poolMinFor(fault, sessions);
  const cluster = await Cluster.start({ bridgeFile, affinity, poolMin });
  const times = new Map();
  try {
    const clients = fault === undefined ? PLAIN : RESUMING;
    const opened = await openSessions({ url: cluster.url, sessions, clients, ledger, random });
    const untilMs = minutes === undefined ? Number.POSITIVE_INFINITY : performance.now() + minutes * 60_000;
    let isLoadOver = false;
    const isOver = () => performance.now() > untilMs;
    const load = callAll(opened, { calls, ledger, random, isOver }).then(() => {
      isLoadOver = true;
    });
    const doOnce = (name) => {
      times.set(name, (times.get(name) ?? 0) + 1);
      return faults[name](cluster, random, () => ledger.fault(name));
    };
    if (fault !== undefined) await delay(FAULT_AFTER_MS);
    if (fault === 'random') {
      while (!isLoadOver && !isOver()) {
        await doOnce(random.oneOf(Object.keys(faults)));
        await Promise.race([load, delay(random.between(PAUSE_MS.least, PAUSE_MS.most))]);
      }
    } else if (fault !== undefined) await doOnce(fault);
    await load;
    ledger.audit(cluster.book);
    await closeAll(opened);
    if (logFolder !== undefined) writeLogs(logFolder, ledger, cluster);
    const crashed = cluster.replicas.flatMap(({ tag, crash }) => (crash === undefined ? [] : [`${tag}: ${crash}`]));
    return {
      fault: fault ?? 'none',
      affinity,
      sessions,
      beyondLeaseMs,
      ...ledger.summary,
      faults: Object.fromEntries(times),
      crashed,
    };
  } finally {
    await cluster.close();
  }
}

function poolMinFor(fault, sessions) {
  if (fault === undefined) return FEW_WARM_CHILDREN;
  const isRolling = fault === ROLLING_RESTART;
  return Math.ceil(sessions / (isRolling ? SESSIONS_PER_WARM_CHILD_ROLLING : SESSIONS_PER_WARM_CHILD));
}

/** What happened, and what each replica has said of it, for those who have to find out why. */
function writeLogs(folder, { notes }, { replicas }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'notes.log'), notes.join('\n'));
  for (const { tag, log } of replicas) writeFileSync(path.join(folder, `${tag}.log`), log.join('\n'));
}
