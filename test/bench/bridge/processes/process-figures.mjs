import { readdirSync, readFileSync } from 'node:fs';

/** CPU time that a process has used so far, all its threads, in microseconds (`sum_exec_runtime` of the scheduler). */
export function cpuMicroseconds(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e3;
}

/** Resident memory of a process in KiB. */
export function residentKibibytes(pid) {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** How many descriptors a process has open. */
export function openDescriptors(pid) {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** How many files a process may open at most. */
export function descriptorLimit() {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard);
}

/** Resident memory once it has come to rest: two readings two seconds apart that differ by less than 1 %, or the last. */
export async function restingKibibytes(pid, longestMs) {
  let before = residentKibibytes(pid);
  for (const giveUp = performance.now() + longestMs; performance.now() < giveUp; ) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const now = residentKibibytes(pid);
    if (Math.abs(now - before) < before / 100) return now;
    before = now;
  }
  return before;
}
