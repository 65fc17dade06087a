import type { Logger } from 'pino';
import type { Directory, Owner } from '../directory/directory.ts';

/** What has become of a session that nobody ran: it is here or over for good, or somebody else was faster. */
export type TakeOver = 'settled' | 'contested';

export interface RestorableSessions {
  /** Goes on with a session that this replica has taken over. False: there is nothing to go on with. */
  restore(sessionId: string, journal: ReadonlyMap<string, Buffer>): boolean;
}

export interface TakeOversParts {
  readonly directory: Pick<Directory, 'takeOver' | 'release'>;
  readonly sessions: RestorableSessions;
  readonly log: Logger;
}

/** Takes over sessions that nobody runs. */
export class TakeOvers {
  readonly #parts: TakeOversParts;
  readonly #underWay = new Map<string, Promise<TakeOver>>();

  constructor(parts: TakeOversParts) {
    this.#parts = parts;
  }

  /** Takes one over; once, however many requests need it. */
  take(sessionId: string, { epoch }: Owner): Promise<TakeOver> {
    let takeOver = this.#underWay.get(sessionId);
    if (takeOver === undefined) {
      takeOver = this.#take(sessionId, epoch).finally(() => this.#underWay.delete(sessionId));
      this.#underWay.set(sessionId, takeOver);
    }
    return takeOver;
  }

  async #take(sessionId: string, epoch: number): Promise<TakeOver> {
    const { directory, sessions, log } = this.#parts;
    const journal = await directory.takeOver(sessionId, epoch);
    if (journal === undefined) return 'contested';
    try {
      if (sessions.restore(sessionId, journal)) return 'settled';
    } catch (error) {
      log.error({ err: error }, 'what the directory holds of a session cannot be read: it is over');
    }
    await directory.release(sessionId);
    return 'settled';
  }
}
