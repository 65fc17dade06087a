import type { Socket } from 'node:net';
import type { Directory } from '../directory/directory.ts';
import type { Exchange } from '../http/exchange.ts';

/** After a pause, all that came meanwhile has been read by then. Milliseconds. */
const UNREAD_MS = 30_000;

/**
 * Tells which requests reach this replica so late that another may have carried them out: they waited in a connection, or
 * here, while this process stood still.
 */
export class LateRequests {
  readonly #directory: Pick<Directory, 'confirm' | 'stalls' | 'resumedMs'>;
  /** How many pauses there had been when a connection was last read. */
  readonly #readAfter = new WeakMap<Socket, number>();

  constructor(directory: Pick<Directory, 'confirm' | 'stalls' | 'resumedMs'>) {
    this.#directory = directory;
  }

  /** To be called once a request has come, and again before it is carried out or sent on. */
  isLate({ request }: Exchange): boolean {
    const isUnconfirmed = this.#directory.confirm() !== undefined;
    const { stalls, resumedMs } = this.#directory;
    if (stalls === 0 || this.#readAfter.get(request.socket) === stalls) return false;
    this.#readAfter.set(request.socket, stalls); // the next one on this connection has come since
    return isUnconfirmed || performance.now() - resumedMs < UNREAD_MS;
  }
}
