import { HandshakeTooLargeError } from '../errors.ts';
import type { NotificationEnvelope, RequestEnvelope } from '../jsonrpc/envelope.ts';
import { memberOf } from '../jsonrpc/member.ts';
import { readLine } from '../jsonrpc/read-line.ts';

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

  /** One that another replica has recorded, from its messages in order. */
  private static restored(
    messages: readonly (RequestEnvelope | NotificationEnvelope)[],
    options: { readonly maxHandshakeBytes: number },
  ): Handshake {
    const handshake = new Handshake(options);
    for (const message of messages) {
      if (message.kind === 'request') handshake.accepted(message);
      else handshake.notified(message);
    }
    return handshake;
  }

  /** Reads what `opening` gives. Throws where it is not as it was written. */
  static read(lines: Buffer, options: { readonly maxHandshakeBytes: number }): Handshake {
    const messages = lines.length === 0 ? [] : lines.toString().split('\n').map(readMessage);
    return Handshake.restored(messages, options);
  }

  /** What opens a session: the messages of the handshake without subscriptions, one a line. */
  get opening(): Buffer {
    const steps = [this.#initialize, this.#initialized, this.#logLevel].filter((step) => step !== undefined);
    return Buffer.from(steps.map(({ bytes }) => bytes.toString()).join('\n'));
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

  /** Throws `HandshakeTooLargeError` where a message would set more state than may be kept. */
  check(message: RequestEnvelope | NotificationEnvelope): void {
    if (!addsState(message.method)) return;
    const replaced = this.#replacedBy(message);
    const others = this.steps.filter((step) => step !== replaced);
    const bytes = others.reduce((sum, step) => sum + step.bytes.length, message.bytes.length);
    if (bytes > this.#maxBytes) throw new HandshakeTooLargeError(this.#maxBytes);
  }

  /** The server has accepted a request. False where that does not change what a fresh child is told. */
  accepted(request: RequestEnvelope): boolean {
    switch (request.method) {
      case 'initialize':
        this.#initialize = stepOf(request);
        break;
      case 'logging/setLevel':
        this.#logLevel = stepOf(request);
        break;
      case 'resources/subscribe':
        this.#subscriptions.set(uriOf(request), stepOf(request));
        break;
      case 'resources/unsubscribe':
        this.#subscriptions.delete(uriOf(request));
        break;
      default:
        return false;
    }
    return true;
  }

  /** The client has sent a notification. False where that does not change what a fresh child is told. */
  notified({ method, bytes }: NotificationEnvelope): boolean {
    if (method !== 'notifications/initialized') return false;
    this.#initialized = { bytes: Buffer.from(bytes), idKey: undefined };
    return true;
  }

  /** The step that a message takes the place of. */
  #replacedBy(message: RequestEnvelope | NotificationEnvelope): HandshakeStep | undefined {
    switch (message.method) {
      case 'initialize':
        return this.#initialize;
      case 'notifications/initialized':
        return this.#initialized;
      case 'logging/setLevel':
        return this.#logLevel;
      default:
        return this.#subscriptions.get(uriOf(message));
    }
  }
}

function readMessage(line: string): RequestEnvelope | NotificationEnvelope {
  const envelope = readLine(Buffer.from(line));
  if (envelope.kind === 'response') throw new Error('a response is no step of a handshake');
  return envelope;
}

function addsState(method: string): boolean {
  switch (method) {
    case 'initialize':
    case 'notifications/initialized':
    case 'logging/setLevel':
    case 'resources/subscribe':
      return true;
    default:
      return false;
  }
}

function stepOf({ bytes, id }: RequestEnvelope): HandshakeStep {
  return { bytes: Buffer.from(bytes), idKey: id.key };
}

function uriOf({ bytes, params }: RequestEnvelope | NotificationEnvelope): string {
  const uri = params && memberOf(bytes, params, 'uri');
  return uri === undefined ? '' : bytes.toString('utf8', uri.start, uri.end);
}
