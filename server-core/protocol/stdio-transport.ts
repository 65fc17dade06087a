import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage, JSONRPCRequest, RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Log } from '../log.ts';
import { Batch } from './batch.ts';
import { type DroppedLine, idOfDropped } from './dropped-line.ts';
import type { Incoming } from './incoming.ts';
import { LineReader } from './line-reader.ts';

/** Longest request line. The official SDK stops at the same size. */
const MAX_LINE_BYTES = 10 * 1024 * 1024;
/** How long a server that nobody has spoken to yet waits before it loads the rest of itself. */
const PAUSE_MS = 50;

export interface StdioTransportOptions {
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** Answers `initialize` before the protocol implementation is there; `undefined` leaves it to that. */
  readonly greet: (params: unknown) => Record<string, unknown> | undefined;
  readonly log: Log;
}

/**
 * The SDK's `Transport` over a pair of streams. It differs from the SDK's own in that it reads before the protocol
 * implementation is loaded (messages wait for {@link start}), answers `initialize` at once, and knows what is in flight.
 */
export class StdioTransport implements Transport {
  onmessage?: (message: JSONRPCMessage) => void;
  onclose?: () => void;
  onerror?: (error: Error) => void;

  /** Resolves at the first message, or after a short pause without one. */
  readonly firstMessageOrPause: Promise<void>;
  /** Resolves when stdin has ended, when either stream has failed, or when the transport was closed. */
  readonly ended: Promise<void>;

  readonly #options: StdioTransportOptions;
  readonly #lines: LineReader;
  /** The requests that the SDK has and has not answered, each with the batch that its answer belongs to. */
  readonly #inFlight = new Map<RequestId, Batch | undefined>();
  /** What came before {@link start}, as it came: what tells a good message from a bad one is not loaded until then. */
  readonly #waiting: unknown[] = [];
  #receive = (value: unknown): void => this.#keep(value);
  #greetedId: RequestId | undefined;
  #resolveFirst!: () => void;
  #resolveEnded!: () => void;
  #onIdle: (() => void) | undefined;

  constructor(options: StdioTransportOptions) {
    this.#options = options;
    this.#lines = new LineReader({
      maxLineBytes: MAX_LINE_BYTES,
      onDropped: (line) => this.#refuseDropped(line),
    });
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.firstMessageOrPause = new Promise((resolve) => {
      this.#resolveFirst = resolve;
    });
  }

  /** Starts to read. Messages are kept until {@link start}. */
  listen(): void {
    const { stdin, stdout } = this.#options;
    const pause = setTimeout(this.#resolveFirst, PAUSE_MS);
    void this.firstMessageOrPause.then(() => clearTimeout(pause));
    const end = (): void => {
      this.#resolveFirst();
      this.#resolveEnded();
    };
    stdin.on('data', (chunk: Buffer | string) => this.#read(Buffer.from(chunk)));
    for (const event of ['end', 'close', 'error']) stdin.on(event, end);
    for (const event of ['close', 'error']) stdout.on(event, end);
  }

  /** Called by the SDK once its handlers are in place. */
  async start(): Promise<void> {
    const { sortIncoming } = await import('./incoming.ts');
    this.#receive = (value) => this.#take(sortIncoming(value));
    for (const value of this.#waiting.splice(0)) this.#receive(value);
    this.#noticeIdle();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if ('method' in message || message.id === undefined) return this.#write(message);
    const { id } = message;
    if (!this.#saidAlready(id)) await (this.#inFlight.get(id)?.answer(id, message) ?? this.#write(message));
    this.#settle(id);
  }

  /** Lets requests in flight be answered, for `graceMs` at most, and closes. */
  async finish({ graceMs }: { readonly graceMs: number }): Promise<void> {
    if (this.#isBusy()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs);
        this.#onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await this.close();
  }

  async close(): Promise<void> {
    this.#options.stdin.pause();
    this.#resolveFirst();
    this.#resolveEnded();
    const onclose = this.onclose;
    delete this.onclose;
    onclose?.();
  }

  #read(chunk: Buffer): void {
    for (const line of this.#lines.push(chunk)) {
      const value = this.#parse(line);
      if (value !== undefined) this.#receive(value);
    }
  }

  #keep(value: unknown): void {
    this.#waiting.push(value);
    this.#greetEarly(value);
    setImmediate(this.#resolveFirst);
  }

  /** A line that is not JSON was hardly meant as a message. Nothing is answered, and the log says that it came. */
  #parse(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch {
      this.#options.log.warn({ bytes: line.length }, 'ignored a line that is not JSON');
      return undefined;
    }
  }

  /** Hands on what a line held, and answers what cannot be handed on. */
  #take({ isBatch, messages, refusals }: Incoming): void {
    const batch = isBatch ? this.#openBatch(messages, refusals) : undefined;
    if (batch === undefined) this.#refuse(refusals);
    for (const message of messages) {
      if (isRequest(message)) this.#inFlight.set(message.id, batch);
      if ('method' in message && message.method === 'notifications/cancelled') this.#forgetCancelled(message.params);
      this.onmessage?.(message);
    }
  }

  #openBatch(messages: Incoming['messages'], refusals: Incoming['refusals']): Batch {
    const awaited = messages.filter(isRequest).map(({ id }) => id);
    const batch = new Batch({ awaited, answers: refusals, write: (answers) => this.#write(answers) });
    void batch.writeIfWhole();
    return batch;
  }

  #refuse(refusals: Incoming['refusals']): void {
    for (const refusal of refusals) {
      if (!this.#saidAlready(refusal.id)) void this.#write(refusal);
    }
  }

  /** Its sender is answered where the line shows who waits, so that no call hangs. */
  #refuseDropped(line: DroppedLine): void {
    this.#options.log.error({ maxLineBytes: MAX_LINE_BYTES }, 'dropped a line that is too long');
    const id = idOfDropped(line);
    if (id === undefined) return;
    const message = `Invalid request: it is longer than ${MAX_LINE_BYTES} bytes, the most that this server reads.`;
    void this.#write({ jsonrpc: '2.0', id, error: { code: -32600, message, data: { code: 'INVALID_REQUEST' } } });
  }

  #greetEarly(value: unknown): void {
    if (!isInitialize(value) || this.#greetedId !== undefined) return;
    const result = this.#options.greet(value.params);
    if (result === undefined) return;
    this.#greetedId = value.id;
    void this.#write({ jsonrpc: '2.0', id: value.id, result });
  }

  /** Whether this answers the `initialize` that was answered early. */
  #saidAlready(id: RequestId | null): boolean {
    if (this.#greetedId === undefined || id !== this.#greetedId) return false;
    this.#greetedId = undefined;
    return true;
  }

  #forgetCancelled(params: unknown): void {
    const requestId = (params as { requestId?: RequestId } | null | undefined)?.requestId;
    if (requestId === undefined) return;
    void this.#inFlight.get(requestId)?.forgo(requestId);
    this.#settle(requestId);
  }

  #settle(id: RequestId): void {
    this.#inFlight.delete(id);
    this.#noticeIdle();
  }

  #isBusy(): boolean {
    return this.#inFlight.size > 0 || this.#waiting.length > 0;
  }

  #noticeIdle(): void {
    if (!this.#isBusy()) this.#onIdle?.();
  }

  #write(message: object): Promise<void> {
    const { stdout } = this.#options;
    if (!stdout.writable) return Promise.resolve();
    return new Promise((resolve) => {
      stdout.write(`${JSON.stringify(message)}\n`, () => resolve());
    });
  }
}

function isRequest(message: JSONRPCMessage): message is JSONRPCRequest {
  return 'method' in message && 'id' in message;
}

/** Whether this is a request to initialize, as far as can be told without the SDK. */
function isInitialize(value: unknown): value is { readonly id: RequestId; readonly params: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const { jsonrpc, id, method } = value as Readonly<Record<string, unknown>>;
  return jsonrpc === '2.0' && method === 'initialize' && (typeof id === 'string' || Number.isSafeInteger(id));
}
