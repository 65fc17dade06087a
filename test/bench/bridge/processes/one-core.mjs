import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const everyCore = `0-${availableParallelism() - 1}`;

/**
 * Runs `use` with this process on one core, and so all that it starts meanwhile: between cores the scheduler's choices
 * move a call by more than a bridge adds. Returns what `use` does; says `false` to it where there is no taskset.
 */
export async function onOneCore(use) {
  const pinned = setCores('0');
  try {
    return await use(pinned);
  } finally {
    if (pinned) setCores(everyCore);
  }
}

function setCores(cores) {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
