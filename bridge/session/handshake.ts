import { HandshakeTooLargeError } from '../errors.ts';
import type { NotificationEnvelope, RequestEnvelope } from '../jsonrpc/envelope.ts';
import { memberOf } from '../jsonrpc/member.ts';

/** One message that brings a fresh child a step on, as the client sent it. */
export interface HandshakeStep {
  readonly bytes: Buffer;
  /** The key of the answer to wait for; undefined for a notification. */
  readonly idKey: string | undefined;
}

/**
 * What a client has said that set the state of its session, enough to bring a fresh child to the same state: `initialize`,
 * `notifications/initialized`, the latest `logging/setLevel`, and each `resources/subscribe` still in force.
 */
export class Handshake {
  readonly #maxBytes: number;
  #initialize: HandshakeStep | undefined;
  #initialized: HandshakeStep | undefined;
  #logLevel: HandshakeStep | undefined;
  /** By the URI of the resource, as it was written. */
  readonly #subscriptions = new Map<string, HandshakeStep>();

  constructor(options: { readonly maxHandshakeBytes: number }) {
    this.#maxBytes = options.maxHandshakeBytes;
  }

  /** Whether a server has accepted an `initialize` of this session. */
  get isInitialized(): boolean {
    return this.#initialize !== undefined;
  }

  /** Whether the server is to tell the client of changes, which it can't while it does not run. */
  get hasSubscriptions(): boolean {
    return this.#subscriptions.size > 0;
  }

  /** In the order to send them. */
  get steps(): readonly HandshakeStep[] {
    const steps = [this.#initialize, this.#initialized, this.#logLevel, ...this.#subscriptions.values()];
    return steps.filter((step) => step !== undefined);
  }

  /** Another one that says the same, for another session. */
  copy(): Handshake {
    const copy = new Handshake({ maxHandshakeBytes: this.#maxBytes });
    copy.#initialize = this.#initialize;
    copy.#initialized = this.#initialized;
    copy.#logLevel = this.#logLevel;
    for (const [uri, step] of this.#subscriptions) copy.#subscriptions.set(uri, step);
    return copy;
  }

  /** Throws `HandshakeTooLargeError` where a request would set more state than may be kept. */
  check(request: RequestEnvelope): void {
    if (!setsState(request.method)) return;
    const bytes = this.steps.reduce((sum, step) => sum + step.bytes.length, request.bytes.length);
    if (bytes > this.#maxBytes) throw new HandshakeTooLargeError(this.#maxBytes);
  }

  /** The server has accepted a request. */
  accepted(request: RequestEnvelope): void {
    if (!setsState(request.method)) return;
    const step = { bytes: Buffer.from(request.bytes), idKey: request.id.key };
    if (request.method === 'initialize') this.#initialize = step;
    else if (request.method === 'logging/setLevel') this.#logLevel = step;
    else if (request.method === 'resources/subscribe') this.#subscriptions.set(uriOf(request), step);
    else this.#subscriptions.delete(uriOf(request));
  }

  /** The client has sent a notification. */
  notified({ method, bytes }: NotificationEnvelope): void {
    if (method === 'notifications/initialized') this.#initialized = { bytes: Buffer.from(bytes), idKey: undefined };
  }
}

function setsState(method: string): boolean {
  switch (method) {
    case 'initialize':
    case 'logging/setLevel':
    case 'resources/subscribe':
    case 'resources/unsubscribe':
      return true;
    default:
      return false;
  }
}

function uriOf({ bytes, params }: RequestEnvelope): string {
  const uri = params && memberOf(bytes, params, 'uri');
  return uri === undefined ? '' : bytes.toString('utf8', uri.start, uri.end);
}
