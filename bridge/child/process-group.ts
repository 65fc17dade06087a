import { setTimeout as delay } from 'node:timers/promises';

/** How often a group without a leader is looked at: nothing tells when its last member goes. */
const POLL_MS = 20;
/** What SIGKILL does not end within this waits for the kernel, or for a parent that never asks how it ended. Milliseconds. */
const KILLED_MS = 250;

/** A child and all that it started, as long as they did not leave the group that the child was put at the head of. */
export class ProcessGroup {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  /** False where nobody was left to get it. */
  signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-this.id, signal);
    } catch {
      return false; // ESRCH: nobody there. EPERM: what is there is not ours
    }
  }

  /**
   * Ends what outlived the leader: SIGTERM, then SIGKILL after `graceMs`.
   * Resolves when nobody is left, or when SIGKILL has not ended somebody soon.
   */
  async endRemains(graceMs: number): Promise<void> {
    if (!this.signal('SIGTERM') || (await this.#isGoneWithin(graceMs))) return;
    if (this.signal('SIGKILL')) await this.#isGoneWithin(KILLED_MS);
  }

  async #isGoneWithin(limitMs: number): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < limitMs; waitedMs += POLL_MS) {
      await delay(POLL_MS);
      if (!this.signal(0)) return true;
    }
    return false;
  }
}
