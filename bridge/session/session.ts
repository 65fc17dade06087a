import type { Logger } from 'pino';
import type { AppError } from '../../src/base/errors.ts';
import type { Child } from '../child/child.ts';
import {
  ChildBusyError,
  RequestTimeoutError,
  SessionEndedError,
  SessionMovedError,
  SessionNotFoundError,
} from '../errors.ts';
import { cancelledRequestKey } from '../jsonrpc/cancelled-request.ts';
import type { Envelope, ResponseEnvelope } from '../jsonrpc/envelope.ts';
import { memberOf, readValue } from '../jsonrpc/member.ts';
import { notifiedProgressToken } from '../jsonrpc/progress-token.ts';
import { Answers } from './answers.ts';
import { ChildConnection } from './child-connection.ts';
import { Delivery } from './delivery.ts';
import type { EventPosition } from './event-id.ts';
import type { Handshake } from './handshake.ts';
import type { AnswerSink, StreamSink } from './message-sink.ts';
import type { MessageStream } from './message-stream.ts';
import type { RestoredSession } from './restored-session.ts';
import { SeenIds } from './seen-ids.ts';
import { sessionName } from './session-id.ts';
import { INTERNAL_ERA, type SessionIdentity, type SessionOptions } from './session-identity.ts';
import { SessionJournal } from './session-journal.ts';
import { SessionServer, type SharedParts } from './session-server.ts';
import type { SessionState } from './session-state.ts';
import { Transfer } from './transfer.ts';
import type { WhenFull } from './when-full.ts';

/**
 * One client's conversation with one server. Messages cross as the bytes they came in; the session reads only who asks
 * what and which answer belongs to it.
 */
export class Session {
  readonly id: string;
  /** Short form of the id, for logs. */
  readonly name: string;
  readonly era: string;
  /** Resolves when the session has ended. Its child may still be on its way out. */
  readonly ended: Promise<void>;
  readonly #whenFull: WhenFull;
  readonly #options: SessionOptions;
  readonly #log: Logger;
  readonly #connection: ChildConnection;
  readonly #delivery: Delivery;
  readonly #answers: Answers;
  readonly #server: SessionServer;
  readonly #journal: SessionJournal | undefined;
  readonly #transfer: Transfer;
  #protocolVersion = '';
  #state: SessionState = 'starting';
  /** When its client last did something, or was answered. */
  #activeMs = performance.now();
  /** When its server last said something. */
  #heardMs = 0;
  #resolveEnded: () => void = () => {};

  /** `from` is its first child, or what another replica has left of it. */
  constructor(
    identity: SessionIdentity,
    from: Child | RestoredSession,
    parts: SharedParts,
    options: SessionOptions,
    log: Logger,
  ) {
    const { id, era, whenFull, isRecoverable, adopt, onHandshake } = identity;
    this.id = id;
    this.#whenFull = whenFull;
    this.name = sessionName(id);
    this.era = era;
    this.#options = options;
    this.#log = log.child({ session: this.name });
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    const connection = new ChildConnection(
      {
        message: (envelope) => this.#fromChild(envelope),
        lost: (exit) => this.#server.lost(exit),
        lineTooLong: (error) => this.#server.lineTooLong(error),
      },
      this.#log,
    );
    const restored = 'handshake' in from ? from : undefined;
    const seenIds = restored && new SeenIds(restored.highestId, restored.seenIds);
    const journal = identity.journal && new SessionJournal(identity.journal, options, seenIds);
    const delivery = new Delivery(id, connection, { ...options, whenFull }, journal);
    const answers = new Answers({ delivery, errors: parts.errors, journal }, options);
    this.#connection = connection;
    this.#journal = journal;
    this.#delivery = delivery;
    this.#answers = answers;
    const failed = (reason: AppError): void => this.#end(reason);
    const tellClient = (message: Buffer): void => this.#tellClient(message);
    const serverParts = {
      ...parts,
      connection,
      answers,
      journal,
      isRecoverable,
      adopt,
      onHandshake,
      failed,
      tellClient,
    };
    this.#server = new SessionServer(serverParts, options, this.#log);
    this.#transfer = new Transfer({ journal, delivery, answers, server: this.#server });
    if ('handshake' in from) this.#restore(from);
    else {
      connection.attach(from);
      connection.open();
      this.#noteFacts();
      this.#log[this.#logLevel]({ era, childPid: from.pid }, 'session opened');
    }
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The version that client and server have agreed on; empty before. */
  get protocolVersion(): string {
    return this.#protocolVersion;
  }

  /** What its client has said that another session could go on with; undefined before its server has accepted it. */
  get handshake(): Handshake | undefined {
    const { handshake } = this.#server;
    return handshake.isInitialized ? handshake : undefined;
  }

  /**
   * Whether a client waits for an answer: not for one that it has cancelled, nor after it has gone; unless the client may
   * come back elsewhere, and nobody there could get it that answer.
   */
  get isAwaited(): boolean {
    return this.#answers.areAwaited || (this.isJournaled && this.#transfer.isHeldUp);
  }

  get hasStream(): boolean {
    return this.#delivery.hasStream;
  }

  /**
   * Takes a message from the client to the server. False when the child reads slower than the client writes: see `drained`.
   *
   * `sink` is where a request's answer goes; without one it goes to the session's stream. `isRetried`: it may have been
   * carried out already; it is repeated only where that is safe.
   * Throws `SessionNotFoundError`, `SessionMovedError`, `ChildBusyError`, `DuplicateRequestIdError`,
   * `PendingRequestsExhaustedError` or `HandshakeTooLargeError`, and then nothing has reached the server.
   */
  receive(envelope: Envelope, sink?: AnswerSink, isRetried = false): boolean {
    this.#checkState(envelope);
    const { maxQueuedBytes } = this.#options;
    if (this.#connection.queuedBytes > maxQueuedBytes) throw new ChildBusyError(maxQueuedBytes);
    this.#activeMs = performance.now();
    if (envelope.kind !== 'response') this.#server.handshake.check(envelope);
    if (envelope.kind === 'request') {
      if (this.#transfer.settles(envelope, sink, isRetried)) return true;
      this.#answers.expect(envelope, sink);
    } else if (envelope.kind === 'notification') {
      const cancelled = cancelledRequestKey(envelope);
      if (cancelled !== undefined) this.#answers.cancel(cancelled);
    }
    return this.#server.write(envelope, isRetried);
  }

  /** Resolves when the child has read what was queued, or has gone. */
  drained(): Promise<void> {
    return this.#connection.drained();
  }

  /** Resolves once another replica could go on with all that has come so far; undefined where there is nothing to wait for. */
  written(): Promise<void> | undefined {
    return this.#journal?.written();
  }

  /** A stream for the answer to a request, and for what comes before it. */
  newStream(): MessageStream {
    return this.#delivery.newStream();
  }

  /** The answer to a request has got a stream. */
  streams(idKey: string): void {
    this.#answers.streams(idKey);
  }

  /**
   * The session's own stream or, where its client says where it left off, the stream of that event.
   * Throws `StreamNotKeptError` where that is forgotten.
   */
  streamAt(position?: EventPosition): MessageStream {
    return this.#delivery.streamAt(position);
  }

  /**
   * Goes on with a stream in this response, after the event that its client names, where it does. A response that carried
   * it before ends.
   */
  connect(stream: MessageStream, sink: StreamSink, after?: EventPosition): void {
    this.#activeMs = performance.now();
    if (after !== undefined) this.#transfer.confirm(after);
    this.#delivery.connect(stream, sink, after?.number);
  }

  /** The response is over. False, and nothing is done, for one that was replaced. */
  disconnect(stream: MessageStream, sink: StreamSink): boolean {
    this.#activeMs = performance.now();
    return stream.disconnect(sink);
  }

  /** Ends the session because its client, its operator or its age says so. Unanswered requests are answered with an error. */
  end(): void {
    this.#end(new SessionEndedError());
  }

  /** Takes no new requests any more. What is under way goes on until `move`. */
  leave(): void {
    if (this.#state === 'ready') this.#become('leaving');
  }

  /** Whether another replica could go on with it. */
  get isJournaled(): boolean {
    return this.#journal !== undefined;
  }

  /** Nobody is there: without work it gives up its child, where it can have another. */
  rest(): void {
    if (!this.isBusy) this.#server.rest();
  }

  /** Whether a request is under way. */
  get isBusy(): boolean {
    return this.#answers.size > 0;
  }

  /** Notes for its next replica what this one knows for sure. What cannot be asked again there is answered here. */
  prepareMove(): void {
    this.#become('moved');
    this.#connection.pause();
    this.#transfer.answerForGood();
    this.#noteFacts(true);
  }

  /** Another replica has it: breaks all off, so that its client comes back. `retryMs`: how soon it should. Milliseconds. */
  moved(retryMs: number): void {
    if (this.#state === 'ended') return;
    this.#become('moved');
    this.#answers.abandonAll();
    this.#delivery.cut(retryMs);
    this.#server.close(new SessionMovedError());
    this.#log.info('session moved to another replica');
    this.#resolveEnded();
  }

  /** Looks what has taken too long, and whether anybody uses the session. `nowMs` as by `performance.now()`. */
  sweep(nowMs: number): void {
    if (this.#state === 'moved') return;
    const { requestTimeoutMs, sessionIdleMs } = this.#options;
    if (requestTimeoutMs > 0) this.#timeOut(nowMs - requestTimeoutMs);
    this.#answers.giveUpCancelled(nowMs);
    if (this.#answers.size > 0) return;
    if (!this.hasStream && sessionIdleMs > 0 && nowMs - this.#activeMs >= sessionIdleMs) {
      this.#log.info('session idle for too long');
      this.end();
    } else this.#server.idle(nowMs - Math.max(this.#activeMs, this.#heardMs), nowMs);
  }

  /** Forgets messages that were sent long ago. To be called once in the time that they are kept for. */
  forgetOld(): void {
    this.#delivery.forgetOld();
    this.#journal?.forgetOld();
  }

  #restore(restored: RestoredSession): void {
    this.#protocolVersion = restored.protocolVersion;
    if (restored.handshake.isInitialized) this.#become('ready');
    this.#noteFacts();
    this.#transfer.takeOver(restored);
    const { requests, messages } = restored;
    this.#log.info({ requests: requests.length, messages: messages.length }, 'session taken over');
  }

  #checkState({ kind }: Envelope): void {
    if (this.#state === 'ended') throw new SessionNotFoundError();
    if (this.#state === 'moved' || (this.#state === 'leaving' && kind === 'request')) throw new SessionMovedError();
  }

  #noteFacts(isComplete = false): void {
    const { era, protocolVersion } = this;
    this.#journal?.facts({ era, whenFull: this.#whenFull, protocolVersion }, isComplete);
  }

  #fromChild(envelope: Envelope): void {
    if (envelope.kind === 'response' && envelope.id !== undefined) {
      this.#answer(envelope);
      return;
    }
    this.#heardMs = performance.now();
    if (envelope.kind === 'request') this.#server.asked(envelope.id);
    else if (envelope.kind === 'notification') this.#server.told(envelope);
    this.#tellClient(envelope.bytes, envelope.kind === 'notification' ? notifiedProgressToken(envelope) : undefined);
  }

  #tellClient(message: Buffer, progressToken?: string): void {
    const sink = this.#answers.sinkFor(progressToken);
    if (sink === undefined) this.#delivery.send(message);
    else this.#delivery.sendTo(sink, message);
  }

  #answer(response: ResponseEnvelope): void {
    const request = this.#answers.take(response);
    if (request === undefined) {
      this.#log.warn('child answered a request that nobody waits for');
      return;
    }
    this.#activeMs = performance.now();
    const isNews = this.#server.answered(request, response);
    if (request.method === 'initialize' && !response.isError) this.#initialized(response);
    // what its client may rely on from now on must not be lost with this replica
    const written = isNews ? this.written() : undefined;
    if (written === undefined) this.#answers.give(request, response.bytes);
    else this.#delivery.hold(written.then(() => this.#answers.give(request, response.bytes)));
  }

  #initialized({ bytes, result }: ResponseEnvelope): void {
    const member = result && memberOf(bytes, result, 'protocolVersion');
    const version = member && readValue(bytes, member);
    this.#protocolVersion = typeof version === 'string' ? version : '';
    if (this.#state === 'starting') this.#become('ready');
    this.#noteFacts();
  }

  #timeOut(sinceMs: number): void {
    const error = new RequestTimeoutError(this.#options.requestTimeoutMs);
    for (const { id, method } of this.#answers.failOlderThan(sinceMs, error)) {
      this.#log.warn({ method }, 'child did not answer in time');
      // initialize must not be cancelled (MCP 2025-11-25, Cancellation)
      if (method === 'initialize') this.#end(error);
      else this.#server.cancel(id, 'The request timed out.');
    }
  }

  #end(reason: AppError): void {
    if (this.#state === 'ended' || this.#state === 'moved') return;
    this.#become('ended');
    const unanswered = this.#answers.failAll(reason);
    this.#delivery.end();
    this.#server.close(reason);
    const { dropped } = this.#delivery;
    this.#log[this.#logLevel]({ reason: reason.code, unanswered, dropped }, 'session ended');
    this.#resolveEnded();
  }

  #become(state: SessionState): void {
    this.#state = state;
  }

  get #logLevel(): 'debug' | 'info' {
    return this.era === INTERNAL_ERA ? 'debug' : 'info';
  }
}
