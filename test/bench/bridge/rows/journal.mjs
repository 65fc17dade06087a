import { onOneCore } from '../processes/one-core.mjs';
import { replicaOptions, withRedis } from '../processes/replicas.mjs';
import { startOurs } from '../processes/rivals.mjs';
import { callPipelined } from './call-patterns.mjs';
import { inRounds } from './in-rounds.mjs';
import { openSessions } from './open-sessions.mjs';
import { Measurements, target } from './target.mjs';

const ERAS = ['sse', 'streamable'];
const IN_FLIGHT_OF_EACH = 4;
const RECOVERABLE = ['--recovery', 'replay'];

/** What it costs that Redis keeps what another replica needs of recoverable sessions: calls a second with and without. */
export async function measureJournal(bench) {
  const [sessions, calls] = bench.slice ? [8, 40] : [50, 40];
  return withRedis(bench.folder, (redis, notes) =>
    onOneCore(() =>
      withBoth(bench, redis, async (rivals) => {
        const clients = new Map();
        for (const rival of rivals) clients.set(rival.key, await openSessions(rival, sessions));
        const measured = await inRounds(rivals, Math.ceil(bench.rounds / 2), async ({ key }) => {
          const startMs = performance.now();
          await Promise.all(clients.get(key).map((client) => callPipelined(client, calls, IN_FLIGHT_OF_EACH)));
          return { perSecond: (sessions * calls * 1e3) / (performance.now() - startMs) };
        });
        for (const opened of clients.values()) await Promise.all(opened.map((client) => client.close()));
        return report(new Measurements(rivals, measured), sessions, notes);
      }),
    ),
  );
}

async function withBoth({ bridge }, redis, use) {
  const running = [];
  const rivals = [];
  const add = async (name, options) => {
    const { url, ...program } = await startOurs(bridge, [...RECOVERABLE, ...options]);
    running.push(program);
    for (const era of ERAS) rivals.push({ key: `${name}, ${era}`, name, era, url });
  };
  try {
    await add('ours', []);
    if (redis !== undefined) await add('ours, with a journal', replicaOptions(redis, 'r1'));
    return await use(rivals);
  } finally {
    await Promise.all(running.map((program) => program.stop()));
  }
}

function report(measurements, sessions, notes) {
  return {
    id: 'journal',
    title: 'The journal of recoverable sessions',
    how: `${sessions} sessions, each with ${IN_FLIGHT_OF_EACH} calls of 100 B in flight, --recovery replay, the raw client, all on one core but for Redis. The journal is kept where there is a Redis.`,
    columns: [['perSecond', 'calls/s', 0]],
    figures: measurements.figures(['perSecond']),
    targets: ERAS.map((era) =>
      target(`calls/s of ${sessions} sessions with a journal, ${era}, against none`, {
        atLeast: 0.85,
        value: measurements.ratio(`ours, with a journal, ${era}`, `ours, ${era}`, 'perSecond'),
        unit: '×',
      }),
    ),
    notes,
    rounds: measurements.rounds,
  };
}
