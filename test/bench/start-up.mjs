/**
 * How long a stdio server takes from its spawn to its answers to `initialize` and to `tools/list`, beside a bare JSON-RPC
 * loop and its peers. `npm run bench:start-up [-- --rounds N --offline]`
 */
import { readBenchOptions } from './kit/bench-options.mjs';
import { compare, inTurns } from './kit/in-turns.mjs';
import { withRivals } from './kit/rivals.mjs';
import { withServer } from './kit/stdio-server.mjs';
import { cell, circumstances, print, table } from './kit/table.mjs';

async function start(rival) {
  const startMs = performance.now();
  return withServer(rival, async (server) => {
    const initialized = performance.now() - startMs;
    await server.listTools();
    return { initialized, listed: performance.now() - startMs };
  });
}

const options = readBenchOptions();
await withRivals(options, async ({ floor, own, all, peers, notes }) => {
  const measured = await inTurns([floor, own, all, ...peers], options.rounds, start);
  const rows = [...measured].map(([name, starts]) => {
    const [initialized, listed] = ['initialized', 'listed'].map((figure) =>
      compare(starts, measured.get(floor.name), figure),
    );
    return [name, cell(initialized.value, 1), cell(initialized.ratio, 2), cell(listed.value, 1), cell(listed.ratio, 2)];
  });
  const heads = ['server', 'ms to initialize', '× bare loop', 'ms to tools/list', '× bare loop'];
  print(circumstances(options.rounds), table(heads, rows), notes);
});
