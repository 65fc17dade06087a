import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/sdk/types.js';
import type { Log } from '../log.ts';
import { LineReader } from './line-reader.ts';
import { problemOfRequest } from './malformed-request.ts';

/** Longest request line. The official SDK stops at the same size. */
const MAX_LINE_BYTES = 10 * 1024 * 1024;
/** How long a server that nobody has spoken to yet waits before it loads the rest of itself. */
const PAUSE_MS = 50;
/** JSON-RPC 2.0 §5.1. */
const INVALID_REQUEST = -32600;

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
  readonly #inFlight = new Set<RequestId>();
  #waiting: JSONRPCMessage[] | undefined = [];
  #greetedId: RequestId | undefined;
  #resolveFirst!: () => void;
  #resolveEnded!: () => void;
  #onIdle: (() => void) | undefined;

  constructor(options: StdioTransportOptions) {
    this.#options = options;
    this.#lines = new LineReader({
      maxLineBytes: MAX_LINE_BYTES,
      onDropped: () => options.log.error({ maxLineBytes: MAX_LINE_BYTES }, 'dropped a line that is too long'),
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
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const message of waiting) this.onmessage?.(message);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const answered = 'id' in message && !('method' in message) ? message.id : undefined;
    const saidAlready = answered !== undefined && answered === this.#greetedId;
    if (saidAlready) this.#greetedId = undefined;
    else await this.#write(message);
    if (answered !== undefined) this.#settle(answered);
  }

  /** Lets requests in flight be answered, for `graceMs` at most, and closes. */
  async finish({ graceMs }: { readonly graceMs: number }): Promise<void> {
    if (this.#inFlight.size > 0) {
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
      const message = this.#parse(line);
      if (message === undefined) continue;
      if ('method' in message && 'id' in message) this.#inFlight.add(message.id);
      if ('method' in message && message.method === 'notifications/cancelled') this.#forgetCancelled(message.params);
      if (this.#waiting === undefined) this.onmessage?.(message);
      else {
        this.#waiting.push(message);
        this.#greetEarly(message);
        setImmediate(this.#resolveFirst);
      }
    }
  }

  /** A line that is no message cannot be answered, as nothing says which request it was; the log says that it came. */
  #parse(line: string): JSONRPCMessage | undefined {
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return this.#refuseMalformed(value as Record<string, unknown>) ? undefined : (value as JSONRPCMessage);
      }
      this.#options.log.warn({ bytes: line.length }, 'ignored a line that is not one JSON-RPC message');
    } catch {
      this.#options.log.warn({ bytes: line.length }, 'ignored a line that is not JSON');
    }
    return undefined;
  }

  #refuseMalformed(message: Readonly<Record<string, unknown>>): boolean {
    const problem = problemOfRequest(message);
    if (problem === undefined) return false;
    const error = { code: INVALID_REQUEST, message: `Invalid request: ${problem}.`, data: { code: 'INVALID_REQUEST' } };
    void this.#write({ jsonrpc: '2.0', id: message['id'] as RequestId, error });
    return true;
  }

  #greetEarly(message: JSONRPCMessage): void {
    if (!('method' in message && 'id' in message) || message.method !== 'initialize') return;
    const result = this.#options.greet(message.params);
    if (result === undefined || this.#greetedId !== undefined) return;
    this.#greetedId = message.id;
    void this.#write({ jsonrpc: '2.0', id: message.id, result });
  }

  #forgetCancelled(params: unknown): void {
    const requestId = (params as { requestId?: RequestId } | undefined)?.requestId;
    if (requestId !== undefined) this.#settle(requestId);
  }

  #settle(id: RequestId): void {
    this.#inFlight.delete(id);
    if (this.#inFlight.size === 0) this.#onIdle?.();
  }

  #write(message: JSONRPCMessage): Promise<void> {
    const { stdout } = this.#options;
    if (!stdout.writable) return Promise.resolve();
    return new Promise((resolve) => {
      stdout.write(`${JSON.stringify(message)}\n`, () => resolve());
    });
  }
}
