/** Memory may grow from the second third of the time, when all is warm, to the last by so much. */
const GROWTH = { factor: 1.25, mebibytes: 16 };

/** Descriptors of the look itself: the connection that it asks for the state over. */
const FEW = 4;

/** Prints what became of each run. True where nothing went wrong. */
export function report(runs) {
  return runs.map(reportRun).every(Boolean);
}

function reportRun({ recovery, ledger, killed, memory, descriptors, left, orphans, died }) {
  const third = Math.ceil(memory.length / 3);
  const [early, late] = [median(memory.slice(third, 2 * third)), median(memory.slice(-third))];
  const failures = [
    died && 'the bridge died',
    count(ledger.wrong, 'wrong answers'),
    count(ledger.missing, 'missing answers'),
    count(ledger.twice, 'answers twice'),
    count(orphans ?? [], 'orphans'),
    left?.children > 1 && `${left.children} children without a client`,
    left?.sessions > 0 && 'sessions without a client',
    late > early * GROWTH.factor + GROWTH.mebibytes && `memory grew from ${early.toFixed(0)} to ${late.toFixed(0)} MiB`,
    descriptors.at(-1) > descriptors[0] + FEW && `descriptors went from ${descriptors.join(' to ')}`,
  ].filter(Boolean);
  const errors = listed(ledger.errors);
  process.stdout.write(`--recovery ${recovery}: ${ledger.requests} requests, ${killed} children killed
  ${ledger.answers} answered, ${ledger.abandoned} left behind by their clients; errors: ${errors}
  handshakes that had to be repeated: ${listed(ledger.handshakeErrors)}
  memory ${early.toFixed(0)} → ${late.toFixed(0)} MiB, descriptors ${descriptors.join(' → ')}
  ${failures.length === 0 ? 'nothing wrong, missing or twice, no orphans' : `FAILED: ${failures.join('; ')}`}
`);
  return failures.length === 0;
}

function listed(times) {
  return [...times].map(([code, number]) => `${code} ${number}`).join(', ') || 'none';
}

function count(list, what) {
  return list.length > 0 && `${list.length} ${what} (${list.slice(0, 5).join(', ')})`;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
