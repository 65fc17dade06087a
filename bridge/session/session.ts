import type { Logger } from 'pino';
import type { AppError } from '../../src/base/errors.ts';
import type { Child } from '../child/child.ts';
import type { ChildExit } from '../child/child-exit.ts';
import {
  BridgeError,
  ChildBusyError,
  ChildExitedError,
  RequestCancelledError,
  RequestTimeoutError,
  SessionEndedError,
  SessionNotFoundError,
} from '../errors.ts';
import { cancelledMessage } from '../jsonrpc/cancelled-message.ts';
import { cancelledRequestKey } from '../jsonrpc/cancelled-request.ts';
import type { Envelope } from '../jsonrpc/envelope.ts';
import { notifiedProgressToken } from '../jsonrpc/progress-token.ts';
import { readLine } from '../jsonrpc/read-line.ts';
import { Delivery } from './delivery.ts';
import { errorAnswer } from './error-answer.ts';
import type { AnswerSink, StreamSink } from './message-sink.ts';
import type { WhenFull } from './outbox.ts';
import { type PendingRequest, PendingRequests } from './pending-requests.ts';
import { sessionName } from './session-id.ts';

/** What a server still answers this long after its client has cancelled the request is passed on: it may have crossed. */
const CANCELLED_MS = 5000;

/** The era of a session whose client is the bridge itself. They come and go all the time, so that a log at `info` is silent. */
export const INTERNAL_ERA = 'internal';

/**
 * What a session is about to do next:
 * - `starting`: its child has not answered `initialize` yet;
 * - `ready`: it has; messages go both ways;
 * - `ended`: for good. Its id is unknown from now on.
 *
 * `starting → ready → ended`, or `starting → ended`; only `#become` changes it.
 */
export type SessionState = 'starting' | 'ready' | 'ended';

export interface SessionOptions {
  readonly maxPendingRequests: number;
  readonly maxOutboxMessages: number;
  readonly maxOutboxBytes: number;
  readonly maxQueuedBytes: number;
  readonly requestTimeoutMs: number;
  readonly sessionIdleMs: number;
}

/**
 * One client's conversation with one child. Messages cross as the bytes they came in; the session reads only who asks
 * what and which answer belongs to it.
 */
export class Session {
  readonly id: string;
  /** Short form of the id, for logs. */
  readonly name: string;
  readonly era: string;
  /** Resolves when the session has ended. Its child may still be on its way out. */
  readonly ended: Promise<void>;
  readonly #child: Child;
  readonly #commandName: string;
  readonly #options: SessionOptions;
  readonly #log: Logger;
  readonly #pending: PendingRequests;
  readonly #delivery: Delivery;
  #state: SessionState = 'starting';
  #activeMs = performance.now();
  #resolveEnded: () => void = () => {};

  constructor(
    identity: { readonly id: string; readonly era: string; readonly whenFull: WhenFull },
    child: Child,
    commandName: string,
    options: SessionOptions,
    log: Logger,
  ) {
    this.id = identity.id;
    this.name = sessionName(identity.id);
    this.era = identity.era;
    this.#child = child;
    this.#commandName = commandName;
    this.#options = options;
    this.#log = log.child({ session: this.name, childPid: child.pid });
    this.#pending = new PendingRequests(options);
    this.#delivery = new Delivery(child.stdout, { ...options, whenFull: identity.whenFull });
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    child.listen({
      line: (bytes) => this.#fromChild(bytes),
      lineTooLong: (error) => this.#end(error),
      exit: (exit) => this.#childExited(exit),
    });
    this.#log[this.#logLevel]({ era: this.era }, 'session opened');
  }

  get #logLevel(): 'debug' | 'info' {
    return this.era === INTERNAL_ERA ? 'debug' : 'info';
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Whether a client waits for an answer: not for one that it has cancelled, nor after it has gone. */
  get isAwaited(): boolean {
    return this.hasStream ? this.#pending.size > 0 : this.#pending.hasOpenSink;
  }

  /**
   * Takes a message from the client to the child. Resolves once the child's stdin has room for more.
   *
   * `sink` is where a request's answer goes; without one it goes to the session's stream.
   * Throws `SessionNotFoundError`, `ChildBusyError`, `DuplicateRequestIdError` or `PendingRequestsExhaustedError`, and
   * then nothing has reached the child.
   */
  async receive(envelope: Envelope, sink?: AnswerSink): Promise<void> {
    if (this.#state === 'ended') throw new SessionNotFoundError();
    const { stdin } = this.#child;
    if (stdin.queuedBytes > this.#options.maxQueuedBytes) throw new ChildBusyError(this.#options.maxQueuedBytes);
    this.#activeMs = performance.now();
    if (envelope.kind === 'request') this.#pending.add(envelope, sink);
    else if (envelope.kind === 'notification') this.#cancel(cancelledRequestKey(envelope));
    if (!stdin.write(envelope.bytes)) await stdin.drained();
  }

  /** Opens the stream that gets what belongs to no single request; one that was open before ends. */
  openStream(stream: StreamSink): void {
    if (this.#state === 'ended') {
      stream.end(); // its child died while the stream was being opened
      return;
    }
    this.#activeMs = performance.now();
    this.#delivery.openStream(stream);
  }

  /** The stream's client has gone. Does nothing for a stream that was replaced. */
  closeStream(stream: StreamSink): void {
    this.#activeMs = performance.now();
    this.#delivery.closeStream(stream);
  }

  get hasStream(): boolean {
    return this.#delivery.hasStream;
  }

  /** Ends the session because its client, its operator or its age says so. Unanswered requests are answered with an error. */
  end(): void {
    this.#end(new SessionEndedError());
  }

  /** Answers requests that have waited too long, and ends the session when nobody uses it. `nowMs` as by `performance.now()`. */
  sweep(nowMs: number): void {
    const { requestTimeoutMs, sessionIdleMs } = this.#options;
    if (requestTimeoutMs > 0) {
      for (const request of this.#pending.takeOlderThan(nowMs - requestTimeoutMs)) this.#timeOut(request);
    }
    this.#giveUpCancelled(nowMs);
    const isIdle = !this.hasStream && this.#pending.size === 0 && nowMs - this.#activeMs >= sessionIdleMs;
    if (isIdle && sessionIdleMs > 0) {
      this.#log.info('session idle for too long');
      this.end();
    }
  }

  #fromChild(line: Buffer): void {
    if (this.#state === 'ended') return; // last words of a child that is being closed
    let envelope: Envelope;
    try {
      envelope = readLine(line);
    } catch (error) {
      this.#log.warn({ bytes: line.length, why: (error as Error).message }, 'child printed a line that is no message');
      return;
    }
    if (envelope.kind !== 'response' || envelope.id === undefined) {
      this.#deliver(envelope);
      return;
    }
    const request = this.#pending.take(envelope.id.key);
    if (request === undefined) {
      this.#log.warn('child answered a request that nobody waits for');
      return;
    }
    if (request.method === 'initialize' && !envelope.isError) this.#become('ready');
    this.#answer(request, envelope.bytes);
  }

  /** Finds the way of a message that answers nothing: its own request's stream, the open stream, or any that is open. */
  #deliver(envelope: Envelope): void {
    const token = envelope.kind === 'notification' ? notifiedProgressToken(envelope) : undefined;
    const asked = token === undefined ? undefined : this.#pending.withProgressToken(token);
    const own = asked?.sink?.takesMessages === true ? asked.sink : undefined;
    const sink = own ?? (this.hasStream ? undefined : this.#pending.newestOpen()?.sink);
    if (sink === undefined) this.#delivery.send(envelope.bytes);
    else this.#delivery.sendTo(sink, envelope.bytes);
  }

  #answer(request: PendingRequest, message: Buffer, status?: number): void {
    this.#activeMs = performance.now();
    if (request.sink === undefined) this.#delivery.send(message);
    else this.#delivery.answer(request.sink, message, status);
  }

  #cancel(idKey: string | undefined): void {
    if (idKey === undefined) return;
    this.#pending.cancel(idKey);
    this.#giveUpCancelled(performance.now());
  }

  #giveUpCancelled(nowMs: number): void {
    for (const request of this.#pending.takeCancelledBefore(nowMs - CANCELLED_MS)) {
      this.#fail(request, new RequestCancelledError());
    }
  }

  #timeOut(request: PendingRequest): void {
    const error = new RequestTimeoutError(this.#options.requestTimeoutMs);
    this.#log.warn({ method: request.method }, 'child did not answer in time');
    this.#fail(request, error);
    // initialize must not be cancelled (MCP 2025-11-25, Cancellation)
    if (request.method === 'initialize') this.#end(error);
    else this.#child.stdin.write(cancelledMessage(request.id, 'The request timed out.'));
  }

  /** A failed `initialize` has an HTTP status of its own: there is no session that could carry its answer. */
  #fail(request: PendingRequest, error: AppError): void {
    const status = error instanceof BridgeError ? error.status : 502;
    this.#answer(request, errorAnswer(request.id, error), request.method === 'initialize' ? status : undefined);
  }

  #childExited(exit: ChildExit): void {
    if (this.#state === 'ended') return;
    this.#log.warn({ exitCode: exit.exitCode, signal: exit.signal, stderr: exit.stderr }, 'child exited in a session');
    this.#end(new ChildExitedError(this.#commandName, exit));
  }

  #end(reason: AppError): void {
    if (this.#state === 'ended') return;
    const failed = this.#pending.takeAll();
    this.#become('ended');
    for (const request of failed) this.#fail(request, reason);
    this.#delivery.end();
    const { dropped } = this.#delivery;
    this.#log[this.#logLevel]({ reason: reason.code, unanswered: failed.length, dropped }, 'session ended');
    this.#resolveEnded();
    void this.#child.close();
  }

  #become(state: SessionState): void {
    this.#state = state;
  }
}
