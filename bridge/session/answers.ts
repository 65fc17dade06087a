import type { AppError } from '../../src/base/errors.ts';
import type { ErrorCounts } from '../error-counts.ts';
import { AnswerNotKeptError, BridgeError, RequestCancelledError } from '../errors.ts';
import type { RequestEnvelope, ResponseEnvelope } from '../jsonrpc/envelope.ts';
import type { Delivery } from './delivery.ts';
import { errorAnswer } from './error-answer.ts';
import type { AnswerSink } from './message-sink.ts';
import { type PendingRequest, PendingRequests, type PendingRequestsOptions } from './pending-requests.ts';

export interface AnswersOptions extends PendingRequestsOptions {
  /** What a server still answers this long after its client has cancelled the request is passed on: it may have crossed. */
  readonly cancelGraceMs: number;
}

/** Sees to it that each request of a session's client is answered once: by its child, or with an error that says why not. */
export class Answers {
  readonly #options: AnswersOptions;
  readonly delivery: Delivery;
  readonly #pending: PendingRequests;
  readonly #errors: ErrorCounts;

  constructor(delivery: Delivery, options: AnswersOptions, errors: ErrorCounts) {
    this.#errors = errors;
    this.#options = options;
    this.delivery = delivery;
    this.#pending = new PendingRequests(options);
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
    this.#pending.add(request, sink);
  }

  /** The request that a response of the child answers, which is now to be `give`n; undefined where nobody waits for it. */
  take(response: ResponseEnvelope): PendingRequest | undefined {
    return response.id === undefined ? undefined : this.#pending.take(response.id.key);
  }

  give(request: PendingRequest, message: Buffer, status?: number): void {
    const { sink } = request;
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
