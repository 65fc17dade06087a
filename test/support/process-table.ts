import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** How often the table is read: the kernel tells nobody but the parent when a process ends. */
const POLL_MS = 20;

/** One row of `/proc`. Its start time tells it from a later process with the same pid. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  readonly startTime: string;
  readonly commandLine: string;
}

/** Every process that runs. One that has ended and waits for its parent to notice does not. */
export function listProcesses(): ProcessEntry[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(readEntry).filter((entry) => entry !== undefined);
}

/** Children, their children, and so on; each parent before its children. */
export function descendantsOf(pid: number, processes = listProcesses()): ProcessEntry[] {
  const children = processes.filter(({ parentPid }) => parentPid === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, processes)]);
}

export function isRunning({ pid, startTime }: ProcessEntry): boolean {
  return readEntry(String(pid))?.startTime === startTime;
}

/** Resolves to those that still run when `deadlineMs` has passed, or as soon as there are none. */
export async function survivorsOf(entries: readonly ProcessEntry[], deadlineMs: number): Promise<ProcessEntry[]> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const survivors = entries.filter(isRunning);
    if (survivors.length === 0 || Date.now() > deadline) return survivors;
    await delay(POLL_MS);
  }
}

function readEntry(pid: string): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parentPid, groupId] = fields;
    if (state === 'Z' || state === 'X') return undefined;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      groupId: Number(groupId),
      startTime: fields[19] ?? '',
      commandLine,
    };
  } catch {
    return undefined; // it ended while we read
  }
}
