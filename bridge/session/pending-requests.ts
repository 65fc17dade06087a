import { DuplicateRequestIdError, PendingRequestsExhaustedError } from '../errors.ts';
import type { RequestEnvelope } from '../jsonrpc/envelope.ts';
import { progressTokenOf } from '../jsonrpc/progress-token.ts';
import type { AnswerSink } from './message-sink.ts';
import { SlotMap } from './slot-map.ts';

export interface PendingRequest {
  readonly id: RequestEnvelope['id'];
  readonly method: string;
  /** For sending it again; undefined where too much is kept already. */
  readonly envelope: RequestEnvelope | undefined;
  /** Counts the requests of its session. */
  readonly ordinal: number;
  /** Whether it was sent to a second child: no third gets it. */
  wasRepeated: boolean;
  /** Whether its bytes are in the journal. */
  isJournaled: boolean;
  /** Where its answer goes; undefined where all answers share the session's one stream. */
  sink: AnswerSink | undefined;
  readonly progressToken: string | undefined;
  /** When it came, by `performance.now()`. */
  readonly sinceMs: number;
}

type RestorableRequest = Pick<PendingRequest, 'id' | 'method' | 'envelope' | 'wasRepeated'>;

export interface PendingRequestsOptions {
  readonly maxPendingRequests: number;
  /** Most bytes of requests that are kept to be sent again. */
  readonly maxQueuedBytes: number;
}

/**
 * The client's requests that wait for an answer. Taking one out is what makes sure that each gets exactly one.
 *
 * One that the client has cancelled is no longer awaited: its answer may come soon, late or never, and nothing else is
 * to wait for it.
 */
export class PendingRequests {
  /** In order of arrival. */
  readonly #awaited = new SlotMap<PendingRequest>();
  /** In order of their cancellation. */
  readonly #cancelled = new Map<string, { readonly request: PendingRequest; readonly sinceMs: number }>();
  readonly #options: PendingRequestsOptions;
  #keptBytes = 0;
  #lastOrdinal = 0;

  constructor(options: PendingRequestsOptions) {
    this.#options = options;
  }

  /** How many were not cancelled. */
  get size(): number {
    return this.#awaited.size;
  }

  has(idKey: string): boolean {
    return this.#awaited.has(idKey) || this.#cancelled.has(idKey);
  }

  /** Throws `DuplicateRequestIdError` or `PendingRequestsExhaustedError`. */
  add(request: RequestEnvelope, sink: AnswerSink | undefined): PendingRequest {
    if (this.has(request.id.key)) throw new DuplicateRequestIdError();
    const { maxPendingRequests, maxQueuedBytes } = this.#options;
    if (this.size >= maxPendingRequests) throw new PendingRequestsExhaustedError(maxPendingRequests);
    const isKept = this.#keptBytes + request.bytes.length <= maxQueuedBytes;
    const { id, method } = request;
    return this.#add({ id, method, envelope: isKept ? request : undefined, wasRepeated: false }, sink);
  }

  /** Takes one over from another replica, however many there are. */
  restore(request: RestorableRequest, sink: AnswerSink | undefined): PendingRequest {
    return this.#add(request, sink);
  }

  /** The client no longer wants this answer. Does nothing for an id that nobody waits for. */
  cancel(idKey: string): void {
    const request = this.#awaited.get(idKey);
    if (request === undefined || request.method === 'initialize') return; // which must not be cancelled (MCP 2025-11-25)
    this.#awaited.delete(idKey);
    this.#cancelled.set(idKey, { request, sinceMs: performance.now() });
  }

  /** The request that this id answers, no longer pending; undefined where none waits for it. */
  take(idKey: string): PendingRequest | undefined {
    const request = this.get(idKey);
    if (request !== undefined) this.#remove(idKey, request);
    return request;
  }

  /** Those that `isWanted`, no longer pending. */
  takeWhere(isWanted: (request: PendingRequest) => boolean): PendingRequest[] {
    const wanted = this.#all.filter(isWanted);
    for (const request of wanted) this.#remove(request.id.key, request);
    return wanted;
  }

  /** All of them, no longer pending. */
  takeAll(): PendingRequest[] {
    return this.takeWhere(() => true);
  }

  /** Those that have waited since before `timeMs`, no longer pending, oldest first. */
  takeOlderThan(timeMs: number): PendingRequest[] {
    const old: PendingRequest[] = [];
    for (const request of this.#awaited.values()) {
      if (request.sinceMs >= timeMs) break; // in order of arrival
      this.#remove(request.id.key, request);
      old.push(request);
    }
    return old;
  }

  /** Those that were cancelled before `timeMs`, and the first of those that are too many, no longer pending. */
  takeCancelledBefore(timeMs: number): PendingRequest[] {
    const old: PendingRequest[] = [];
    for (const [key, { request, sinceMs }] of this.#cancelled) {
      if (sinceMs >= timeMs && this.#cancelled.size <= this.#options.maxPendingRequests) break;
      this.#remove(key, request);
      old.push(request);
    }
    return old;
  }

  get(idKey: string): PendingRequest | undefined {
    return this.#awaited.get(idKey) ?? this.#cancelled.get(idKey)?.request;
  }

  withProgressToken(token: string): PendingRequest | undefined {
    for (const request of this.#awaited.values()) if (request.progressToken === token) return request;
    for (const { request } of this.#cancelled.values()) if (request.progressToken === token) return request;
    return undefined;
  }

  /** The newest that can still take a message before its answer; where there is one, the newest whose client is there for it. */
  newestOpen(): PendingRequest | undefined {
    let newest: PendingRequest | undefined;
    for (const request of this.#awaited.values()) {
      if (request.sink?.takesMessages !== true) continue;
      if (request.sink.isAwaited || newest?.sink?.isAwaited !== true) newest = request;
    }
    return newest;
  }

  /** Whether the client has kept a response open for one of them. */
  get hasOpenSink(): boolean {
    for (const { sink } of this.#awaited.values()) if (sink?.isAwaited === true) return true;
    return false;
  }

  /** Those that the client still wants, in order of arrival. */
  get awaited(): Iterable<PendingRequest> {
    return this.#awaited.values();
  }

  get #all(): PendingRequest[] {
    return [...this.#awaited.values(), ...Array.from(this.#cancelled.values(), ({ request }) => request)];
  }

  #add({ id, method, envelope, wasRepeated }: RestorableRequest, sink: AnswerSink | undefined): PendingRequest {
    if (envelope !== undefined) this.#keptBytes += envelope.bytes.length;
    this.#lastOrdinal += 1;
    const request = {
      id,
      method,
      envelope,
      ordinal: this.#lastOrdinal,
      wasRepeated,
      isJournaled: false,
      sink,
      progressToken: envelope && progressTokenOf(envelope),
      sinceMs: performance.now(),
    };
    this.#awaited.add(id.key, request);
    return request;
  }

  #remove(idKey: string, request: PendingRequest): void {
    if (!this.#awaited.delete(idKey)) this.#cancelled.delete(idKey);
    if (request.envelope !== undefined) this.#keptBytes -= request.envelope.bytes.length;
  }
}
