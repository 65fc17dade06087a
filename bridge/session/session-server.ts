import type { Logger } from 'pino';
import type { AppError } from '../../src/base/errors.ts';
import { type ChildExit, describeExit } from '../child/child-exit.ts';
import type { LineTooLongError } from '../child/line-too-long-error.ts';
import type { ErrorCounts } from '../error-counts.ts';
import {
  BridgeError,
  ChildExitedError,
  ChildLostError,
  HandshakeRefusedError,
  OutcomeUnknownError,
} from '../errors.ts';
import { cancelledMessage } from '../jsonrpc/cancelled-message.ts';
import { cancelledRequestKey } from '../jsonrpc/cancelled-request.ts';
import type {
  Envelope,
  MessageId,
  NotificationEnvelope,
  RequestEnvelope,
  ResponseEnvelope,
} from '../jsonrpc/envelope.ts';
import { Handshake } from './handshake.ts';
import { mayRepeat } from './may-repeat.ts';
import type { PendingRequest } from './pending-requests.ts';
import { isRepeated, type RecoveryParts, recover } from './recovery.ts';
import type { RestoredSession } from './restored-session.ts';
import { ServerRequests } from './server-requests.ts';
import type { SessionJournal } from './session-journal.ts';

/** A session whose next child fails as well is given another by itself after this long, twice as long the next time, … */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

export interface SessionServerOptions extends Pick<RecoveryParts, 'recoveryTimeoutMs'> {
  readonly maxHandshakeBytes: number;
  readonly maxPendingRequests: number;
  /** A recoverable session without work gives up its child after this long; 0: never. Milliseconds. */
  readonly hibernateAfterMs: number;
}

/** What all sessions of a bridge share. */
export type SharedParts = Pick<RecoveryParts, 'acquire' | 'tools'> & {
  readonly commandName: string;
  /** Counts what clients are told. */
  readonly errors: ErrorCounts;
};

export interface SessionServerParts extends SharedParts, Pick<RecoveryParts, 'connection' | 'answers'> {
  /** Whether the session outlives its child. */
  readonly isRecoverable: boolean;
  /** Where it is noted what another replica needs to go on; undefined where none could. */
  readonly journal: SessionJournal | undefined;
  /** The handshake to go on with where the client does not begin with one: it believes to be connected still. */
  readonly adopt: (() => Handshake | undefined) | undefined;
  /** Told of each step of the handshake. */
  readonly onHandshake: ((handshake: Handshake) => void) | undefined;
  /** Sends a message of the bridge's own. */
  readonly tellClient: (message: Buffer) => void;
  /** The session cannot go on. */
  readonly failed: (reason: AppError) => void;
}

/**
 * What the session's server is doing:
 * - `serving`: a child is at work;
 * - `hibernating`: there is none, since the session was idle or its child died; the next message wakes it;
 * - `waking`: a fresh child is brought to the state of the last one; messages wait;
 * - `closed`: for good.
 *
 * `serving → hibernating → waking → serving`, `waking → hibernating` where that fails, `serving → waking` where a
 * handshake is adopted, and from each to `closed`; only `#become` changes it.
 */
export type ServerState = 'serving' | 'hibernating' | 'waking' | 'closed';

/** The server of one session: one child at a time, and what brings the next one to where the last one was. */
export class SessionServer {
  readonly #parts: SessionServerParts;
  readonly #options: SessionServerOptions;
  readonly #log: Logger;
  readonly #requests: ServerRequests;
  #handshake: Handshake;
  #state: ServerState = 'serving';
  #hasHeard = false;
  #lastExit: ChildExit | undefined;
  #failures = 0;
  #retryMs = 0;
  #waking: AbortController | undefined;
  /** Resolves once the last wake has come to an end, whichever. */
  #woken: Promise<void> | undefined;

  /** `parts.connection` has the first child, unless the session is one to `goOn` with. */
  constructor(parts: SessionServerParts, options: SessionServerOptions, log: Logger) {
    this.#parts = parts;
    this.#options = options;
    this.#log = log;
    this.#requests = new ServerRequests(options.maxPendingRequests, parts.journal);
    this.#handshake = new Handshake(options);
  }

  get state(): ServerState {
    return this.#state;
  }

  /** What the client has said so far that sets the state of the session. */
  get handshake(): Handshake {
    return this.#handshake;
  }

  /** Goes on where a lost replica's child has left off: as after the death of a child of our own. */
  goOn({ handshake, asked }: RestoredSession, lost: AppError): void {
    this.#hasHeard = true;
    this.#handshake = handshake;
    this.#noteHandshake();
    for (const id of asked) this.#requests.asked(id);
    this.#become('hibernating');
    this.#replace(lost);
  }

  /**
   * Takes a message from the client. False when the child reads slower than the client writes. `isRetried`: it may have
   * come before.
   */
  write(envelope: Envelope, isRetried = false): boolean {
    if (envelope.kind === 'response' && !this.#requests.answered(envelope.id?.key, isRetried)) return true;
    if (envelope.kind === 'response' && this.#state === 'waking') {
      this.#parts.connection.tell(envelope.bytes); // the child may wait for it before it is ready
      return true;
    }
    if (this.#state === 'hibernating') this.#wake();
    else if (!this.#hasHeard) this.#hearFirst(envelope);
    // last: who wakes now gets it from its client
    if (envelope.kind === 'notification' && this.#handshake.notified(envelope)) this.#noteHandshake();
    return this.#parts.connection.write(envelope.bytes);
  }

  /** Sends a request to the child if it may be repeated, which a fresh child may have to tell first. Else it fails with `lost`. */
  async writeIfSafe(request: RequestEnvelope, lost: AppError): Promise<void> {
    const { answers, connection } = this.#parts;
    if (this.#state === 'hibernating') this.#wake();
    await this.#woken;
    const isMeant = ({ id }: PendingRequest): boolean => id.key === request.id.key;
    if (![...answers.requests].some(isMeant)) return; // cancelled or failed meanwhile
    if (this.mayRepeat(request) === true) connection.write(request.bytes);
    else answers.failAll(lost, isMeant);
  }

  /** The child asks the client something. */
  asked(id: MessageId): void {
    this.#requests.asked(id);
  }

  /** The child tells the client something. */
  told(notification: NotificationEnvelope): void {
    const cancelled = cancelledRequestKey(notification);
    if (cancelled !== undefined) this.#requests.answered(cancelled); // it waits for that answer no more
  }

  /** The child has answered a request. True where that has changed what a fresh child is to be told. */
  answered({ method, envelope }: PendingRequest, { bytes, result, isError }: ResponseEnvelope): boolean {
    this.#failures = 0;
    if (isError || result === undefined) return false;
    if (method === 'tools/list') this.#parts.tools.learn(bytes.subarray(result.start, result.end));
    const isNews = envelope !== undefined && this.#handshake.accepted(envelope);
    if (isNews) this.#noteHandshake();
    return isNews;
  }

  /** Whether a request may be sent to a second child; undefined: nobody knows yet. */
  mayRepeat(request: RequestEnvelope): boolean | undefined {
    return mayRepeat(request, this.#parts.tools);
  }

  /** Tells the child that nobody waits for an answer any more. */
  cancel(id: MessageId, reason: string): void {
    if (this.#state !== 'hibernating') this.#parts.connection.write(cancelledMessage(id, reason));
  }

  /** The session has been without work for `idleMs`. `nowMs` as by `performance.now()`. */
  idle(idleMs: number, nowMs: number): void {
    const { hibernateAfterMs } = this.#options;
    if (this.#state === 'serving' && hibernateAfterMs > 0 && idleMs >= hibernateAfterMs) this.#hibernate();
    // it is to tell of changes, which it can't while it does not run
    if (this.#state === 'hibernating' && this.#handshake.hasSubscriptions && nowMs >= this.#retryMs) this.#wake();
  }

  /** The session is without work, and will be for a while. */
  rest(): void {
    if (this.#state === 'serving') this.#hibernate();
  }

  close(reason: AppError): void {
    this.#become('closed');
    this.#waking?.abort(reason);
    this.#parts.connection.release();
  }

  /** The child ended by itself. */
  lost(exit: ChildExit): void {
    this.#log.warn({ exitCode: exit.exitCode, signal: exit.signal, stderr: exit.stderr }, 'child exited in a session');
    this.#lastExit = exit;
    if (this.#state === 'waking') return; // whoever wakes it sees that its child is lost
    const lost = this.#exitError(exit);
    if (!this.#goesOn) {
      this.#parts.failed(lost);
      return;
    }
    this.#rest();
    this.#replace(lost);
  }

  /** The child printed too much in one line and is no more. What that line answered is lost, and a second try would bring it again. */
  lineTooLong(error: LineTooLongError): void {
    if (!this.#goesOn || this.#state === 'waking') {
      this.#parts.failed(error);
      return;
    }
    this.#withdrawRequests();
    this.#parts.answers.failAll(error);
    this.#rest();
  }

  /** Has what the last child left unanswered done by the next one, where it may be repeated. */
  #replace(lost: AppError): void {
    const { answers, tools } = this.#parts;
    this.#withdrawRequests(); // first: an answer may end the stream for it
    answers.failAll(lost, (request) => isRepeated(request, tools) === false);
    const interrupted = [...answers.requests];
    if (interrupted.length > 0) this.#wake(interrupted, lost);
  }

  #noteHandshake(): void {
    this.#parts.journal?.handshake(this.#handshake.steps);
    this.#parts.onHandshake?.(this.#handshake);
  }

  #hearFirst(envelope: Envelope): void {
    this.#hasHeard = true;
    if (envelope.kind === 'request' && envelope.method === 'initialize') return;
    const handshake = this.#parts.adopt?.();
    if (handshake === undefined) return; // the server has to make of it what it can
    this.#log.info('session goes on with the handshake of one whose stream broke');
    this.#handshake = handshake;
    this.#noteHandshake();
    this.#parts.connection.shut();
    this.#wake();
  }

  #hibernate(): void {
    if (!this.#goesOn || this.#handshake.hasSubscriptions || this.#requests.size > 0) return;
    this.#parts.connection.release();
    this.#become('hibernating');
  }

  #wake(interrupted: readonly PendingRequest[] = [], lost: AppError = new ChildLostError()): void {
    this.#become('waking');
    this.#waking = new AbortController();
    const { signal } = this.#waking;
    const { recoveryTimeoutMs } = this.#options;
    const learnsTools = this.#parts.journal !== undefined;
    const parts = { ...this.#parts, recoveryTimeoutMs, learnsTools };
    this.#woken = recover(parts, this.#handshake, interrupted, lost, signal).then(
      () => this.#serve(),
      (error: unknown) => this.#notWoken(error),
    );
  }

  #serve(): void {
    if (this.#state !== 'waking') return;
    this.#become('serving');
    this.#parts.connection.open();
  }

  #notWoken(error: unknown): void {
    if (this.#state !== 'waking') return;
    this.#parts.connection.release();
    this.#log.warn({ err: error }, 'session could not be given a child');
    const shown = error instanceof ChildLostError && this.#lastExit ? this.#exitError(this.#lastExit) : error;
    if (shown instanceof HandshakeRefusedError || !this.#parts.isRecoverable) {
      this.#parts.failed(shown instanceof BridgeError ? shown : new ChildLostError());
      return;
    }
    this.#withdrawRequests();
    this.#parts.answers.failAll(shown);
    this.#rest();
  }

  get #goesOn(): boolean {
    return this.#parts.isRecoverable && this.#handshake.isInitialized;
  }

  #exitError(exit: ChildExit): AppError {
    const { commandName } = this.#parts;
    return this.#goesOn
      ? new OutcomeUnknownError(`The server process "${commandName}" ${describeExit(exit)}`, exit)
      : new ChildExitedError(commandName, exit);
  }

  /** Tells the client that nobody waits for these answers any more. */
  #withdrawRequests(): void {
    for (const id of this.#requests.orphan()) {
      this.#parts.tellClient(cancelledMessage(id, 'The server process that asked has ended.'));
    }
  }

  /** Without a child, until a message comes. */
  #rest(): void {
    this.#become('hibernating');
    this.#retryMs = performance.now() + Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
  }

  #become(state: ServerState): void {
    this.#state = state;
  }
}
