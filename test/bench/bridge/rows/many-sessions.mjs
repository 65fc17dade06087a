import { onOneCore } from '../processes/one-core.mjs';
import { withRivals } from '../processes/rivals.mjs';
import { inRounds } from './in-rounds.mjs';
import { openSessions } from './open-sessions.mjs';
import { Measurements, target } from './target.mjs';

const BYTES = 100;

/** Calls a second of many sessions at once, each with one call in flight and, where the rival gives it one, its own child. */
export async function measureManySessions(bench) {
  const [sessions, calls] = bench.slice ? [8, 20] : [50, 20];
  return onOneCore(() =>
    withRivals(bench, ['ideal', 'peer', 'ours'], async (all, notes) => {
      // supergateway's /sse sends every answer to every client: answers are wrong as soon as there are two.
      const rivals = all.filter(({ name, era }) => !(name.startsWith('supergateway') && era === 'sse'));
      const clients = new Map();
      for (const rival of rivals) clients.set(rival.key, await openSessions(rival, sessions));
      const measured = await inRounds(rivals, Math.ceil(bench.rounds / 2), async ({ key }) => {
        const startMs = performance.now();
        await Promise.all(
          clients.get(key).map(async (client) => {
            for (let made = 0; made < calls; made += 1) await client.call(BYTES);
          }),
        );
        return { perSecond: (sessions * calls * 1e3) / (performance.now() - startMs) };
      });
      for (const opened of clients.values()) await Promise.all(opened.map((client) => client.close()));
      const measurements = new Measurements(rivals, measured);
      return {
        id: 'sessions',
        title: 'Many sessions at once',
        how: `${sessions} sessions, each with one 100 B call in flight, the raw client, all on one core. mcp-proxy serves all with one child.`,
        columns: [['perSecond', 'calls/s', 0]],
        figures: measurements.figures(['perSecond']),
        targets: ['sse', 'streamable'].map((era) =>
          target(`calls/s of ${sessions} sessions, ${era}, against the ideal pipe`, {
            atLeast: 0.85,
            value: measurements.ratio(`ours, ${era}`, `ideal pipe, ${era}`, 'perSecond'),
            unit: '×',
          }),
        ),
        notes,
        rounds: measurements.rounds,
      };
    }),
  );
}
