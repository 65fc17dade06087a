import type { Journal } from '../directory/journal.ts';
import type { AnswersOptions } from './answers.ts';
import type { Handshake } from './handshake.ts';
import type { SessionServerOptions } from './session-server.ts';
import type { WhenFull } from './when-full.ts';

/** The era of a session whose client is the bridge itself. They come and go all the time, so that a log at `info` is silent. */
export const INTERNAL_ERA = 'internal';

export interface SessionOptions extends AnswersOptions, SessionServerOptions {
  readonly maxOutboxMessages: number;
  readonly maxOutboxBytes: number;
  readonly requestTimeoutMs: number;
  readonly sessionIdleMs: number;
  readonly maxJournalBytes: number;
}

export interface SessionIdentity {
  readonly id: string;
  readonly era: string;
  readonly whenFull: WhenFull;
  /** Whether it outlives its child. */
  readonly isRecoverable: boolean;
  /** The handshake to go on with where the client does not begin with one. */
  readonly adopt?: (() => Handshake | undefined) | undefined;
  /** Told of each step of the handshake. */
  readonly onHandshake?: ((handshake: Handshake) => void) | undefined;
  /** Where it notes what another replica needs to go on with it; undefined where none could. */
  readonly journal?: Journal | undefined;
}
