import { DuplicateRequestIdError, PendingRequestsExhaustedError } from '../errors.ts';
import type { RequestEnvelope } from '../jsonrpc/envelope.ts';
import { progressTokenOf } from '../jsonrpc/progress-token.ts';
import type { AnswerSink } from './message-sink.ts';

export interface PendingRequest {
  readonly id: RequestEnvelope['id'];
  readonly method: string;
  /** Where its answer goes; undefined where all answers share the session's one stream. */
  readonly sink: AnswerSink | undefined;
  readonly progressToken: string | undefined;
  /** When it came, by `performance.now()`. */
  readonly sinceMs: number;
}

/** The client's requests that wait for an answer. Taking one out is what makes sure that each gets exactly one. */
export class PendingRequests {
  readonly #byId = new Map<string, PendingRequest>();
  readonly #maxPendingRequests: number;
  #whenSettled: (() => void)[] = [];

  constructor(options: { readonly maxPendingRequests: number }) {
    this.#maxPendingRequests = options.maxPendingRequests;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Throws `DuplicateRequestIdError` or `PendingRequestsExhaustedError`. */
  add(request: RequestEnvelope, sink: AnswerSink | undefined): void {
    if (this.#byId.has(request.id.key)) throw new DuplicateRequestIdError();
    if (this.#byId.size >= this.#maxPendingRequests) throw new PendingRequestsExhaustedError(this.#maxPendingRequests);
    this.#byId.set(request.id.key, {
      id: request.id,
      method: request.method,
      sink,
      progressToken: progressTokenOf(request),
      sinceMs: performance.now(),
    });
  }

  /** The request that this id answers, no longer pending; undefined where none waits for it. */
  take(idKey: string): PendingRequest | undefined {
    const request = this.#byId.get(idKey);
    if (request !== undefined) this.#byId.delete(idKey);
    this.#settle();
    return request;
  }

  /** All of them, no longer pending, oldest first. */
  takeAll(): PendingRequest[] {
    const all = [...this.#byId.values()];
    this.#byId.clear();
    this.#settle();
    return all;
  }

  /** Those that have waited since before `timeMs`, no longer pending, oldest first. */
  takeOlderThan(timeMs: number): PendingRequest[] {
    const old: PendingRequest[] = [];
    for (const [key, request] of this.#byId) {
      if (request.sinceMs >= timeMs) break; // in order of arrival
      this.#byId.delete(key);
      old.push(request);
    }
    this.#settle();
    return old;
  }

  /** Resolves when no request waits, or at once where none does. */
  async settled(): Promise<void> {
    if (this.#byId.size > 0) await new Promise<void>((resolve) => this.#whenSettled.push(resolve));
  }

  withProgressToken(token: string): PendingRequest | undefined {
    for (const request of this.#byId.values()) if (request.progressToken === token) return request;
    return undefined;
  }

  /** The newest that can still take a message before its answer. */
  newestOpen(): PendingRequest | undefined {
    let newest: PendingRequest | undefined;
    for (const request of this.#byId.values()) if (request.sink?.takesMessages === true) newest = request;
    return newest;
  }

  #settle(): void {
    if (this.#whenSettled.length === 0 || this.#byId.size > 0) return;
    for (const resolve of this.#whenSettled.splice(0)) resolve();
  }
}
