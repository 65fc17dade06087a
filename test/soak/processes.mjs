import { readdirSync, readFileSync } from 'node:fs';

/** What `/proc` says of a process; undefined where it has ended. Its start tells it from a later one with the same pid. */
function entryOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return state === 'Z' ? undefined : { pid: Number(pid), parent: Number(parent), start: fields[17], command };
  } catch {
    return undefined;
  }
}

/** The children of a bridge, without the guard that waits for the bridge's own end. */
export function childrenOf(parent) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const entries = pids.map(entryOf).filter((entry) => entry?.parent === parent);
  return entries.filter(({ command }) => command !== 'sh');
}

export function isRunning({ pid, start }) {
  return entryOf(pid)?.start === start;
}

/** Resident memory, in MiB. */
export function residentMebibytes(pid) {
  const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kibibytes) / 1024;
}

export function openDescriptors(pid) {
  return readdirSync(`/proc/${pid}/fd`).length;
}
