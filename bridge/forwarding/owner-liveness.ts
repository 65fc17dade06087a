import type { Replica } from '../directory/directory.ts';
import type { Forwarder } from './forwarder.ts';

/** Lost replicas that are remembered. */
const MOST_SILENT = 100;

/** Finds out whether an owner whose lease has lapsed runs its sessions all the same: it may be Redis that was away. */
export class OwnerLiveness {
  readonly #forwarder: Pick<Forwarder, 'ping'>;
  readonly #silenceMs: number;
  readonly #pings = new Map<string, Promise<boolean>>();
  /** Until when replicas are taken for lost that did not answer, by id. */
  readonly #silentUntilMs = new Map<string, number>();

  /** A replica that was silent is not asked again for `silenceMs`. Milliseconds. */
  constructor(forwarder: Pick<Forwarder, 'ping'>, silenceMs: number) {
    this.#forwarder = forwarder;
    this.#silenceMs = silenceMs;
  }

  /** Asks a replica whether it has a session; once, however many want to know. */
  isAlive(replica: Replica, sessionId: string): Promise<boolean> {
    let ping = this.#pings.get(sessionId);
    if (ping === undefined) {
      ping = this.#ping(replica, sessionId).finally(() => this.#pings.delete(sessionId));
      this.#pings.set(sessionId, ping);
    }
    return ping;
  }

  /** One that was silent a moment ago is not asked again for each of its sessions. */
  async #ping(replica: Replica, sessionId: string): Promise<boolean> {
    const silentUntilMs = this.#silentUntilMs.get(replica.id) ?? 0;
    if (performance.now() < silentUntilMs) return false;
    this.#silentUntilMs.delete(replica.id);
    const answer = await this.#forwarder.ping(replica, sessionId);
    if (this.#silentUntilMs.size > MOST_SILENT) this.#silentUntilMs.clear();
    if (answer === 'silent') this.#silentUntilMs.set(replica.id, performance.now() + this.#silenceMs);
    return answer === 'has-it';
  }
}
