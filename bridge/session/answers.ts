import type { AppError } from '../../src/base/errors.ts';
import type { ErrorCounts } from '../error-counts.ts';
import { AnswerNotKeptError, BridgeError, RequestCancelledError } from '../errors.ts';
import type { RequestEnvelope, ResponseEnvelope } from '../jsonrpc/envelope.ts';
import type { Delivery } from './delivery.ts';
import { errorAnswer } from './error-answer.ts';
import { MAIN_STREAM } from './main-stream.ts';
import type { AnswerSink } from './message-sink.ts';
import { ParkedAnswers } from './parked-answers.ts';
import { type PendingRequest, PendingRequests, type PendingRequestsOptions } from './pending-requests.ts';
import type { RestoredRequest } from './restored-session.ts';
import type { SessionJournal } from './session-journal.ts';
import { SharedAnswer } from './shared-answer.ts';
import { StreamAnswer } from './stream-answer.ts';

export interface AnswersOptions extends PendingRequestsOptions {
  /** What a server still answers this long after its client has cancelled the request is passed on: it may have crossed. */
  readonly cancelGraceMs: number;
  readonly maxOutboxBytes: number;
}

export interface AnswersParts {
  readonly delivery: Delivery;
  readonly errors: ErrorCounts;
  /** Of a session that another replica could go on with. */
  readonly journal: SessionJournal | undefined;
}

/** Sees to it that each request of a session's client is answered once: by its child, or with an error that says why not. */
export class Answers {
  readonly #options: AnswersOptions;
  readonly delivery: Delivery;
  readonly #pending: PendingRequests;
  readonly #parked: ParkedAnswers;
  readonly #errors: ErrorCounts;
  readonly #journal: SessionJournal | undefined;

  constructor({ delivery, errors, journal }: AnswersParts, options: AnswersOptions) {
    this.#errors = errors;
    this.#journal = journal;
    this.#options = options;
    this.delivery = delivery;
    this.#pending = new PendingRequests(options);
    this.#parked = new ParkedAnswers(options);
  }

  /** Takes requests over that another replica has not answered. */
  restore(requests: readonly RestoredRequest[]): void {
    const streams = new Map<number, StreamAnswer>();
    for (const { stream } of requests) {
      if (stream === undefined || stream === MAIN_STREAM || streams.has(stream)) continue;
      const unanswered = requests.filter((other) => other.stream === stream).length;
      streams.set(stream, new StreamAnswer(this.delivery.restoredStream(stream), unanswered));
    }
    for (const request of requests) {
      const { id, stream } = request;
      const sink = stream === undefined ? this.#parked.sinkFor(id) : streams.get(stream);
      this.#journal?.request(this.#pending.restore(request, sink));
    }
  }

  /**
   * A request came once more, and nobody knows what became of it the first time. True where it is known here: then its
   * answer goes to `sink`, or has reached its client already.
   */
  answerAgain({ id }: RequestEnvelope, sink: AnswerSink | undefined): boolean {
    const pending = this.#pending.get(id.key);
    if (pending !== undefined) {
      pending.sink = pending.sink?.isAwaited && sink ? new SharedAnswer(pending.sink, sink) : (sink ?? pending.sink);
      this.#journal?.request(pending);
      return true;
    }
    const parked = this.#parked.take(id.key);
    if (parked === undefined) return false;
    if (sink === undefined) this.delivery.send(parked, { isAnswer: true, requestId: id });
    else this.delivery.answer(sink, parked);
    return true;
  }

  /** The answer to a request has got a stream of its own. */
  streams(idKey: string): void {
    const request = this.#journal && this.#pending.get(idKey);
    if (request !== undefined) this.#journal?.request(request);
  }

  /** The client has had answers to these requests from another replica. */
  forgetAnswered(isAnswered: (idKey: string) => boolean): void {
    for (const request of this.#pending.takeWhere(({ id }) => isAnswered(id.key))) this.#journal?.answered(request);
    this.delivery.forgetAnswers(isAnswered);
  }

  /** Breaks off all that is open, without a word: another replica answers. */
  abandonAll(): void {
    for (const { sink } of this.#pending.takeAll()) sink?.abandon();
  }

  /** How many requests wait, without those that were cancelled. */
  get size(): number {
    return this.#pending.size;
  }

  /** Whether a client is there to get one of the answers. */
  get areAwaited(): boolean {
    return this.delivery.hasStream ? this.#pending.size > 0 : this.#pending.hasOpenSink;
  }

  /** Requests that wait, in order of arrival. */
  get requests(): Iterable<PendingRequest> {
    return this.#pending.awaited;
  }

  /** Throws `DuplicateRequestIdError` or `PendingRequestsExhaustedError`. */
  expect(request: RequestEnvelope, sink: AnswerSink | undefined): void {
    const pending = this.#pending.add(request, sink);
    this.#journal?.request(pending);
  }

  /** A request is sent to a second child. */
  repeated(request: PendingRequest): void {
    request.wasRepeated = true;
    this.#journal?.request(request);
  }

  /** The request that a response of the child answers, which is now to be `give`n; undefined where nobody waits for it. */
  take(response: ResponseEnvelope): PendingRequest | undefined {
    return response.id === undefined ? undefined : this.#pending.take(response.id.key);
  }

  give(request: PendingRequest, message: Buffer, status?: number): void {
    const { sink } = request;
    this.#journal?.answered(request);
    if (sink === undefined) this.delivery.send(message, { isAnswer: true, requestId: request.id });
    else if (sink.isAwaited || this.delivery.hasRoomFor(message.length)) this.delivery.answer(sink, message, status);
    else {
      const error = new AnswerNotKeptError(message.length);
      this.#errors.note(error);
      this.delivery.answer(sink, errorAnswer(request.id, error));
    }
  }

  /** A failed `initialize` has an HTTP status of its own: there is no session that could carry its answer. */
  fail(request: PendingRequest, error: unknown): void {
    this.#errors.note(error);
    const status = error instanceof BridgeError ? error.status : 502;
    this.give(request, errorAnswer(request.id, error), request.method === 'initialize' ? status : undefined);
  }

  /** Fails all that wait, or those of them that `isMeant`; returns how many. */
  failAll(error: unknown, isMeant: (request: PendingRequest) => boolean = () => true): number {
    const failed = this.#pending.takeWhere(isMeant);
    for (const request of failed) this.fail(request, error);
    return failed.length;
  }

  /** Fails those that wait since before `timeMs`, and returns them. */
  failOlderThan(timeMs: number, error: AppError): PendingRequest[] {
    const old = this.#pending.takeOlderThan(timeMs);
    for (const request of old) this.fail(request, error);
    return old;
  }

  /** The client no longer wants this answer. */
  cancel(idKey: string): void {
    this.#pending.cancel(idKey);
    this.giveUpCancelled(performance.now());
  }

  /** Answers what was cancelled so long ago that the child will not do it any more. */
  giveUpCancelled(nowMs: number): void {
    for (const request of this.#pending.takeCancelledBefore(nowMs - this.#options.cancelGraceMs)) {
      this.fail(request, new RequestCancelledError());
    }
  }

  /** Where a message goes that comes before an answer: to the request that asked for it, or to any that can take it. */
  sinkFor(progressToken: string | undefined): AnswerSink | undefined {
    const asked = progressToken === undefined ? undefined : this.#pending.withProgressToken(progressToken);
    if (asked?.sink?.takesMessages === true) return asked.sink;
    return this.delivery.hasStream ? undefined : this.#pending.newestOpen()?.sink;
  }
}
