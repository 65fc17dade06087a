import { rawClients } from '../clients/raw-clients.mjs';
import { startOurs, withRivals } from '../processes/rivals.mjs';
import { untilHealth } from './health.mjs';
import { inRounds } from './in-rounds.mjs';
import { Measurements, target } from './target.mjs';

/** From the first connection until `initialize` is answered: with a child that waits, and with one that is yet to start. */
export async function measureConnect(bench) {
  return withRivals(bench, ['floor', 'ideal', 'peer', 'ours'], async (started, notes) => {
    const cold = await startOurs(bench.bridge, ['--pool-min', '0']);
    try {
      const rivals = started.flatMap((rival) =>
        rival.role === 'ours'
          ? [
              { ...rival, warm: true },
              { ...rival, key: `cold, ${rival.era}`, name: 'ours, --pool-min 0', url: cold.url, role: 'cold' },
            ]
          : [rival],
      );
      const measured = await inRounds(rivals, bench.rounds, async (rival) => {
        if (rival.warm) await untilHealth(rival.url, ({ children }) => children.warm >= 1 && children.starting === 0);
        const startMs = performance.now();
        const client = await rawClients[rival.era](rival);
        await client.initialize();
        const connected = performance.now() - startMs;
        await client.close();
        return { connected };
      });
      const measurements = new Measurements(rivals, measured);
      return {
        id: 'connect',
        title: 'Connect',
        how: 'ms from the first connection (stdio: from the spawn) until initialize is answered, the raw client, on all cores. Cold is the same bridge with --pool-min 0. mcp-proxy and supergateway over sse have one child, started long before.',
        columns: [['connected', 'ms', 1]],
        figures: measurements.figures(['connected']),
        targets: ['sse', 'streamable'].map((era) =>
          target(`connect with a warm child, ${era}, against a cold start`, {
            atMost: 0.2,
            value: measurements.ratio(`ours, ${era}`, `cold, ${era}`, 'connected'),
            unit: '×',
          }),
        ),
        notes,
        rounds: measurements.rounds,
      };
    } finally {
      await cold.stop();
    }
  });
}
