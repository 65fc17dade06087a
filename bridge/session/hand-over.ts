import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import type { Directory } from '../directory/directory.ts';
import type { Session } from './session.ts';

/** Clients of sessions that have moved come back within this, not all at once. Milliseconds. */
const COME_BACK_MS = { least: 50, most: 500 };

interface Move {
  readonly done: Promise<void>;
  finish(): void;
}

/** Hands sessions over to other replicas, each once it is at rest: `leave`, then `move`. */
export class HandOver {
  readonly #directory: Pick<Directory, 'handOver'>;
  readonly #log: Logger;
  readonly #moves = new Map<string, Move>();

  constructor(directory: Pick<Directory, 'handOver'>, log: Logger) {
    this.#directory = directory;
    this.#log = log;
  }

  /** How soon the client of a session that has moved should come back. Milliseconds. */
  static comeBackMs(): number {
    return randomInt(COME_BACK_MS.least, COME_BACK_MS.most);
  }

  /** Resolves once a session that is leaving has been handed over, or has ended; undefined for any other. */
  done(sessionId: string): Promise<void> | undefined {
    return this.#moves.get(sessionId)?.done;
  }

  /** Resolves once all that are leaving have been handed over, or have ended. */
  async allDone(): Promise<void> {
    await Promise.all(Array.from(this.#moves.values(), ({ done }) => done));
  }

  /** A session takes no new requests any more. */
  leave(session: Session): void {
    session.leave();
    this.#moves.set(session.id, newMove());
  }

  /** Hands over a session that is leaving. Does nothing for one that is being handed over. */
  move(session: Session): void {
    const move = this.#moves.get(session.id);
    if (move === undefined || session.state === 'moved') return;
    session.prepareMove();
    const handedOver = this.#directory.handOver(session.id).catch((error: unknown) => {
      this.#log.warn({ err: error, session: session.name }, 'session could not be handed over'); // its journal remains
    });
    void handedOver.then(() => {
      session.moved(HandOver.comeBackMs());
      move.finish();
    });
  }

  /** A session is here no more. */
  forget(sessionId: string): void {
    this.#moves.get(sessionId)?.finish();
  }
}

function newMove(): Move {
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { done, finish };
}
