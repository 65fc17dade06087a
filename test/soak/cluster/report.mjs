import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { LEASE_MS } from './cluster.mjs';
import { ROLLING_RESTART } from './faults.mjs';

const file = new URL('../../../docs/reliability.md', import.meta.url);

/** Where nothing is lost, nothing is unknown. */
const ORDERLY = new Set(['none', 'SIGTERM a replica', ROLLING_RESTART]);
/** Of all calls by count. */
const AVAILABILITY = 0.999;

/** Whether every promise was kept in a run. */
export function isSound(run) {
  return problemsOf(run).length === 0;
}

export function printRun(run) {
  const { fault, affinity, sessions, calls, answered, unknown, firstAnswerMs } = run;
  const problems = problemsOf(run);
  process.stdout.write(`${fault}${affinity ? '' : ', without affinity'}: ${sessions} sessions, ${calls} calls
  ${answered} answered, ${unknown} with an unknown outcome, ${run.failed} failed, ${run.lostSessions} sessions lost
  first answer after the fault: ${firstAnswerMs.p50} ms (p50), ${firstAnswerMs.p99} ms (p99), ${firstAnswerMs.max} ms (max)
  ${problems.length === 0 ? 'nothing lost, wrong or twice' : `FAILED: ${problems.join('; ')}`}
${Object.keys(run.faults).length > 1 ? `  ${JSON.stringify(run.faults)}\n` : ''}`);
}

/** Writes the page about it; of runs that are only some of those in it, their rows. */
export function save(runs, seed) {
  const rows = runs.map(rowOf);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const others = before.split('\n').map((line) => rows.find((row) => nameIn(row) === nameIn(line)) ?? line);
  const isPart = rows.every((row) => others.includes(row)) && runs.length === 1;
  writeFileSync(file, isPart ? others.join('\n') : page(rows.join('\n'), seed));
}

function nameIn(row) {
  return /^\| ([^|]*) \|/.exec(row)?.[1];
}

function problemsOf(run) {
  const mayFail = run.fault === 'random' ? Math.floor(run.calls * (1 - AVAILABILITY)) : closedByReload(run);
  return [
    run.unknown > 0 && ORDERLY.has(run.fault) && `${run.unknown} with an unknown outcome (${run.unknowns.join('; ')})`,
    run.failed > mayFail && `${run.failed} failed (${run.failures.join('; ')})`,
    run.wrong > 0 && `${run.wrong} wrong (${run.wrongs.join('; ')})`,
    run.twice > 0 && `${run.twice} answered twice (${run.twices.join('; ')})`,
    run.lostSessions > 0 && `${run.lostSessions} sessions lost`,
    run.crashed.length > 0 && `crashed: ${run.crashed.join(', ')}`,
    run.fault !== 'random' &&
      run.firstAnswerMs.p99 > LEASE_MS + run.beyondLeaseMs &&
      `the first answer took ${run.firstAnswerMs.p99} ms (p99)`,
  ].filter(Boolean);
}

/** nginx closes idle connections when it reloads. What a client sends at that moment is lost before nginx has read it. */
function closedByReload({ fault, closedConnections, calls }) {
  return fault === 'reload nginx' ? Math.min(closedConnections, Math.ceil(calls / 100)) : 0;
}

function rowOf({
  fault,
  affinity,
  sessions,
  calls,
  answered,
  unknown,
  failed,
  wrong,
  twice,
  lostSessions,
  firstAnswerMs,
}) {
  const name = fault === 'none' ? `none, ${affinity ? 'by nginx.conf' : 'plain round robin'}` : fault;
  const waits = fault === 'none' ? '' : `${firstAnswerMs.p50} / ${firstAnswerMs.p99} / ${firstAnswerMs.max}`;
  const cells = [name, sessions, calls, answered, unknown, failed, wrong + twice, lostSessions, waits];
  return `| ${cells.join(' | ')} |`;
}

function page(rows, seed) {
  return `# What holds while things break

Measured by \`npm run soak:cluster -- --all --minutes 10 --save\`, seed ${seed}, which wrote this page. Three replicas behind nginx with
the project's nginx.conf, one Redis, and official clients (SDK v1 and v2 over Streamable HTTP, SDK v1 over SSE), all real
processes on one machine with two cores. Each client calls one tool after the other, with pauses: 70 % reads, 15 % calls that
may be repeated, 15 % writes that may not. Each write leaves a token of its own in a file, so that one that ran twice shows.

| fault | sessions | calls | answered | unknown outcome | failed | wrong or twice | sessions lost | first answer after it, ms: p50 / p99 / max |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows}

- *unknown outcome*: a write that was under way when its replica or process died. It is answered with \`OUTCOME_UNKNOWN\`, and is
  never carried out a second time. Everything else is repeated by the replica that goes on with the session, and answered.
- *first answer after it*: how long each session waited for its first answer after the fault, from the fault or, where it asked
  later but before the lease had run out, from its question; without the time that the answer takes by itself. A lost replica is
  known to be lost when its lease has run out (\`--lease\`, here 3 s).
- nginx closes idle connections when it reloads. A client that sends on one at that moment sees it closed before there is an answer,
  and HTTP leaves it to the client to send again (RFC 9110, 9.2.2). The SDKs do not: *fetch failed*. That is all that may fail there.
- *random*: all of these faults, one after the other, by chance. So many at once that up to 0.1 % of the calls may fail, and a session
  may wait for longer: one fault may come before the last is mended.

## With what settings

\`--lease 3s\`, a \`--pool-min\` of a sixth of all sessions (a third for the rolling restart, in which they gather on the last
replica), so that those of a lost replica find server processes that are ready, and for replicas that hang without being dead: nginx with \`--read-timeout 3s\` and replicas with \`--keep-alive 1s
--stream-after 1s --retry 1s\`. That costs a sign of life each second on each open stream. With the defaults (40 s and 15 s) all is the
same but for a hung replica, whose clients wait up to 40 s.

## What a client has to do

Nothing, over Streamable HTTP. Over SSE a client whose stream breaks must say where it left off (\`Last-Event-ID\`), as an
EventSource in a browser does. The official SDK's SSE transport does not: it sets the headers anew. It goes on all the same, in a
session that knows its handshake, but an answer that was under way when its stream broke cannot reach it: nobody could know
whose it is. The clients of this measurement have a \`fetch\` of a few lines that sends the header (\`test/soak/cluster/resuming-fetch.mjs\`).
`;
}
