import { rawClients } from '../clients/raw-clients.mjs';
import { onOneCore } from '../processes/one-core.mjs';
import { withRedis, withReplicas } from '../processes/replicas.mjs';
import { callInTurn, callPipelined } from './call-patterns.mjs';
import { inRounds } from './in-rounds.mjs';
import { Measurements, target } from './target.mjs';

const ERAS = ['sse', 'streamable'];
const LOCAL = 'ours, one of two replicas';
const FORWARDED = 'ours, forwarded';

/** What it costs that a session is on one of many replicas: on the right one, on another, and behind nginx. */
export async function measureReplicas(bench) {
  return withRedis(bench.folder, (redis, notes) =>
    onOneCore(() =>
      withReplicas(bench, redis, notes, async (rivals) => {
        const measured = await measureRivals(bench, rivals);
        const floor = measured.get('stdio');
        for (const [key, all] of measured) {
          if (key === 'stdio') continue;
          for (const [round, one] of all.entries()) one.added = one.latency - floor[round].latency;
        }
        noteHops(measured);
        return report(new Measurements(rivals, measured), notes);
      }),
    ),
  );
}

async function measureRivals({ rounds, slice }, rivals) {
  const [sequential, pipelined, warmUp] = slice ? [150, 600, 600] : [400, 2_000, 3_000];
  const clients = new Map();
  for (const rival of rivals) {
    const client = await rawClients[rival.era](rival);
    await client.initialize();
    await callPipelined(client, warmUp);
    clients.set(rival.key, client);
  }
  const measured = await inRounds(rivals, rounds, async ({ key }) => {
    const client = clients.get(key);
    const latency = await callInTurn(client, sequential);
    const startMs = performance.now();
    await callPipelined(client, pipelined);
    return { latency, perSecond: (pipelined * 1e3) / (performance.now() - startMs) };
  });
  for (const client of clients.values()) await client.close();
  return measured;
}

/** What one more process on the way adds: the ideal pipe to stdio, and a forwarding replica to the session's own. */
function noteHops(measured) {
  for (const era of ERAS) {
    for (const one of measured.get(`ideal pipe, ${era}`)) one.hop = one.added;
    const local = measured.get(`${LOCAL}, ${era}`);
    for (const [round, one] of (measured.get(`${FORWARDED}, ${era}`) ?? []).entries()) {
      one.hop = one.latency - local[round].latency;
    }
  }
}

function report(measurements, notes) {
  return {
    id: 'replicas',
    title: 'Replicas',
    how: '100 B results, the raw client, all on one core but for Redis. In flight: 1, then 32. Forwarded: the client speaks to a replica that does not have the session.',
    columns: [
      ['latency', 'µs a call', 1],
      ['added', 'µs over stdio', 1],
      ['hop', 'µs that the way adds', 1],
      ['perSecond', 'calls/s, pipelined', 0],
    ],
    figures: measurements.figures(['latency', 'added', 'hop', 'perSecond']),
    targets: ERAS.map((era) =>
      target(`what forwarding adds, ${era}, against what the ideal pipe adds`, {
        atMost: 1,
        value: measurements.ratio(`${FORWARDED}, ${era}`, `ideal pipe, ${era}`, 'hop'),
        unit: '×',
      }),
    ),
    notes,
    rounds: measurements.rounds,
  };
}
