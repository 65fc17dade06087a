import { median } from '../../kit/in-turns.mjs';
import { openSdkClient } from '../clients/sdk-clients.mjs';
import { withRivals } from '../processes/rivals.mjs';
import { inRounds } from './in-rounds.mjs';
import { Measurements, target } from './target.mjs';

/** What the official client sees of a tool that takes its time, over each way and over stdio. */
export async function measureToolTime(bench) {
  const { rounds, slice } = bench;
  const times = slice
    ? [[20, 8]]
    : [
        [20, 20],
        [50, 8],
      ];
  return withRivals(bench, ['floor', 'ideal', 'peer', 'ours', 'nginx'], async (all, notes) => {
    const clients = new Map();
    const rivals = [];
    for (const rival of all) {
      const client = await openSdkClient(rival).catch(({ message }) => {
        notes.push(`Not measured: ${rival.key}: ${message}`);
      });
      if (client === undefined) continue;
      rivals.push(rival);
      clients.set(rival.key, client);
      for (let made = 0; made < 100; made += 1) await client.call(100, 0);
    }
    const measured = await inRounds(rivals, slice ? rounds : Math.max(3, Math.ceil(rounds / 2)), async ({ key }) => {
      const figures = {};
      for (const [ms, count] of times) figures[`after${ms}`] = await middleMs(clients.get(key), ms, count);
      return figures;
    });
    for (const client of clients.values()) await client.close();
    return report(new Measurements(rivals, measured), notes, rivals);
  });
}

async function middleMs(client, ms, count) {
  const times = [];
  for (let made = 0; made < count; made += 1) {
    const startMs = performance.now();
    await client.call(100, ms);
    times.push(performance.now() - startMs);
  }
  return median(times);
}

function report(measurements, notes, rivals) {
  const over = (key, figure) => {
    const ratio = measurements.ratio(key, 'stdio', figure);
    return ratio === undefined ? undefined : (ratio - 1) * 100;
  };
  const minus = (a, b) => (a === undefined || b === undefined ? undefined : a - b);
  const figures = measurements.figures(['after20', 'after50']).map((one, place) => {
    const { key } = rivals[place];
    return { ...one, medians: { ...one.medians, over20: over(key, 'after20'), over50: over(key, 'after50') } };
  });
  return {
    id: 'tool-time',
    title: 'A tool that takes its time',
    how: 'p50 of 100 B calls of the official SDK client, one at a time, on all cores; % over stdio within the rounds.',
    columns: [
      ['after20', '20 ms tool, ms', 2],
      ['over20', '% over stdio', 1],
      ['after50', '50 ms tool, ms', 2],
      ['over50', '% over stdio', 1],
    ],
    figures,
    targets: ['sse', 'streamable'].flatMap((era) => {
      const [ours, ideal] = [`ours, ${era}`, `ideal pipe, ${era}`];
      return [
        target(`a 20 ms tool, ${era}, over stdio`, { atMost: 10, value: over(ours, 'after20'), unit: '%' }),
        target(`a 20 ms tool, ${era}, beyond the ideal pipe`, {
          atMost: 2,
          value: minus(over(ours, 'after20'), over(ideal, 'after20')),
          unit: 'points',
        }),
        target(`a 50 ms tool, ${era}, over stdio`, { atMost: 4, value: over(ours, 'after50'), unit: '%' }),
      ];
    }),
    notes,
    rounds: measurements.rounds,
  };
}
