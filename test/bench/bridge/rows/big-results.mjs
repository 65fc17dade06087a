import { createHash } from 'node:crypto';
import { rawClients } from '../clients/raw-clients.mjs';
import { echoLine, echoText } from '../processes/echo-text.mjs';
import { withRivals } from '../processes/rivals.mjs';
import { inRounds } from './in-rounds.mjs';
import { Measurements, target } from './target.mjs';

const MEBIBYTE = 2 ** 20;
/** A little less than 64 MiB: the line around the text has to stay below the bridge's --max-line-bytes. */
const LONGEST = 64 * MEBIBYTE - 1024;
const FIGURES = ['one', 'ten', 'longest'];

/** MB/s (10⁶ bytes) of results of 1, 10 and 64 MiB, from the request until the last byte; every one is checked by hash. */
export async function measureBigResults(bench) {
  const { rounds, slice } = bench;
  return withRivals(bench, ['floor', 'ideal', 'peer', 'ours', 'nginx'], async (rivals, notes) => {
    const clients = new Map();
    for (const rival of rivals) {
      const client = await rawClients[rival.era](rival);
      await client.initialize();
      clients.set(rival.key, client);
    }
    const speedOf = async ({ key, role }, bytes, count) => {
      let ms = 0;
      for (let made = 0; made < count; made += 1) {
        const startMs = performance.now();
        const answer = await clients.get(key).call(bytes);
        ms += performance.now() - startMs;
        check(key, role, answer, bytes);
      }
      return (bytes * count) / ms / 1e3;
    };
    const measured = await inRounds(rivals, slice ? rounds : Math.max(3, Math.ceil(rounds / 2)), async (rival) => {
      const one = await speedOf(rival, MEBIBYTE, slice ? 4 : 10);
      // Peers take seconds for 10 MiB, or end the session.
      if (slice || rival.role === 'peer') return { one };
      return { one, ten: await speedOf(rival, 10 * MEBIBYTE, 3) };
    });
    for (const rival of slice ? [] : rivals.filter(({ role }) => role !== 'peer' && role !== 'nginx')) {
      for (const round of measured.get(rival.key).slice(0, 3)) round.longest = await speedOf(rival, LONGEST, 1);
    }
    for (const client of clients.values()) await client.close();
    return report(new Measurements(rivals, measured), notes);
  });
}

function check(key, role, { id, line }, bytes) {
  const sum = (data) => createHash('sha1').update(data).digest('hex');
  if (sum(line) === sum(echoLine(id, bytes))) return;
  // mcp-proxy and the like write messages anew; then the content counts.
  if (role === 'peer' && JSON.parse(line.latin1Slice()).result.content[0].text === echoText(bytes)) return;
  throw new Error(`${key}: a result of ${bytes} bytes is not what the child wrote`);
}

function report(measurements, notes) {
  const sizes = { one: '1 MiB', ten: '10 MiB' };
  const linear = (key) => {
    const [longest, ten] = [measurements.median(key, 'longest'), measurements.median(key, 'ten')];
    return longest === undefined ? undefined : longest / ten;
  };
  return {
    id: 'big-results',
    title: 'Big results',
    how: 'MB/s (10⁶ bytes) of one call at a time, the raw client, on all cores; each result checked byte for byte by its hash.',
    columns: [
      ['one', '1 MiB', 0],
      ['ten', '10 MiB', 0],
      ['longest', '64 MiB', 0],
    ],
    figures: measurements.figures(FIGURES),
    targets: ['sse', 'streamable'].flatMap((era) => [
      ...Object.entries(sizes).map(([figure, size]) =>
        target(`MB/s of ${size}, ${era}, against the ideal pipe`, {
          atLeast: 0.85,
          value: measurements.ratio(`ours, ${era}`, `ideal pipe, ${era}`, figure),
          unit: '×',
        }),
      ),
      target(`MB/s of 64 MiB, ${era}, against 10 MiB`, { atLeast: 0.8, value: linear(`ours, ${era}`), unit: '×' }),
    ]),
    notes,
    rounds: measurements.rounds,
  };
}
