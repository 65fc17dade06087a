import { readFileSync } from 'node:fs';

/**
 * The memory of a process that no other process shares, in megabytes (10⁶ bytes), as Linux counts it
 * (https://www.kernel.org/doc/html/latest/filesystems/proc.html).
 */
export function privateMegabytes(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
  return (kibibytes.reduce((sum, size) => sum + size, 0) * 1024) / 1e6;
}
