import { rawClients } from '../clients/raw-clients.mjs';
import { onOneCore } from '../processes/one-core.mjs';
import { cpuMicroseconds } from '../processes/process-figures.mjs';
import { withRivals } from '../processes/rivals.mjs';
import { callInTurn, callPipelined, IN_FLIGHT } from './call-patterns.mjs';
import { inRounds } from './in-rounds.mjs';
import { Measurements, target } from './target.mjs';

const ERAS = ['sse', 'streamable'];

/** What a bridge adds to a call that does nothing, what it costs, and how many go through: all on one core. */
export async function measureCalls(bench) {
  const { rounds, slice } = bench;
  const [sequential, pipelined, warmUp] = slice ? [150, 600, 600] : [400, 2_000, 3_000];
  return onOneCore((pinned) =>
    withRivals(bench, ['floor', 'ideal', 'peer', 'ours', 'nginx'], async (rivals, notes) => {
      const clients = new Map();
      for (const rival of rivals) {
        const client = await rawClients[rival.era](rival);
        await client.initialize();
        await callPipelined(client, warmUp);
        clients.set(rival.key, client);
      }
      const measured = await inRounds(rivals, rounds, async ({ key, pid, role }) => {
        const client = clients.get(key);
        const cpu = () => (pid === undefined || role === 'nginx' ? undefined : cpuMicroseconds(pid));
        const cpuBefore = cpu();
        const latency = await callInTurn(client, sequential);
        const cpuBetween = cpu();
        const startMs = performance.now();
        await callPipelined(client, pipelined);
        const perSecond = (pipelined * 1e3) / (performance.now() - startMs);
        const cpuAfter = cpu();
        return {
          latency,
          perSecond,
          cpu: cpuBefore === undefined ? undefined : (cpuBetween - cpuBefore) / sequential,
          cpuPipelined: cpuBefore === undefined ? undefined : (cpuAfter - cpuBetween) / pipelined,
        };
      });
      for (const client of clients.values()) await client.close();
      const floor = measured.get('stdio');
      for (const [key, all] of measured) {
        if (key === 'stdio') continue;
        for (const [round, one] of all.entries()) one.added = one.latency - floor[round].latency;
      }
      return report(new Measurements(rivals, measured), [
        ...notes,
        ...(pinned ? [] : ['Not on one core: there is no taskset.']),
      ]);
    }),
  );
}

function report(measurements, notes) {
  const against = (what, figure, limits) =>
    ERAS.flatMap((era) => {
      const best = 'atMost' in limits.ideal ? 'least' : 'most';
      const peer = measurements.bestPeer(era, figure, best);
      const ours = `ours, ${era}`;
      const unit = '×';
      const toIdeal = measurements.ratio(ours, `ideal pipe, ${era}`, figure);
      const toPeer = peer === undefined ? undefined : measurements.ratio(ours, peer, figure);
      return [
        target(`${what}, ${era}, against the ideal pipe`, { ...limits.ideal, value: toIdeal, unit }),
        target(`${what}, ${era}, against the best peer`, { ...limits.peer, value: toPeer, unit }),
      ];
    });
  const least = (ideal, peer) => ({ ideal: { atMost: ideal }, peer: { atMost: peer } });
  return {
    id: 'calls',
    title: 'A call that does nothing',
    how: `100 B results, the raw client, all on one core. In flight: 1, then ${IN_FLIGHT}.`,
    columns: [
      ['latency', 'µs a call', 1],
      ['added', 'µs over stdio', 1],
      ['cpu', 'bridge CPU µs a call', 1],
      ['cpuPipelined', 'bridge CPU µs a call, pipelined', 1],
      ['perSecond', 'calls/s, pipelined', 0],
    ],
    figures: measurements.figures(['latency', 'added', 'cpu', 'cpuPipelined', 'perSecond']),
    targets: [
      ...against('added latency', 'added', least(1.35, 0.6)),
      ...against('bridge CPU a call', 'cpu', least(1.4, 0.5)),
      ...against('bridge CPU a call, pipelined', 'cpuPipelined', least(1.4, 0.5)),
      ...against('pipelined calls/s', 'perSecond', { ideal: { atLeast: 0.75 }, peer: { atLeast: 1.6 } }),
    ],
    notes,
    rounds: measurements.rounds,
  };
}
