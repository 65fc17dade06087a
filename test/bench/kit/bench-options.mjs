import { parseArgs } from 'node:util';

/**
 * What a benchmark is told on its command line: `--rounds N`, how often every rival takes its turn (10), and `--offline`,
 * which installs nothing: no peers, and nothing else that is not there already.
 */
export function readBenchOptions() {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '10' }, offline: { type: 'boolean', default: false } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds: expected 1 or more, got ${values.rounds}`);
  return { rounds, offline: values.offline };
}
