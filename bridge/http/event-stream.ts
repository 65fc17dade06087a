import type { ServerResponse } from 'node:http';
import { Drain } from '../../src/base/drain.ts';
import type { StreamSink } from '../session/message-sink.ts';
import { closeWithConnection } from './close-with-connection.ts';
import { endResponse } from './end-response.ts';
import { encodeEvent, encodeMessage, encodeRetry, KEEP_ALIVE } from './event-encoder.ts';
import { limitUnread } from './limit-unread.ts';

export interface EventStreamOptions {
  /** A comment is sent this often, so that no proxy takes the stream for dead; `0` sends none. Milliseconds. */
  readonly keepAliveMs: number;
  /** When its client should come back after it broke; told with the first event. Milliseconds. */
  readonly retryMs: number;
  /** A client that reads nothing for so long is cut off; `0`: never. Milliseconds. */
  readonly unreadTimeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether its connection is its own: then the end of the connection is that of the stream, and each event is written in
   * one piece. As a chunk it would be four, and its length says nothing that the event does not. @default false
   */
  readonly ownsConnection?: boolean;
}

/** An HTTP response that carries messages as server-sent events. It ends when either side ends it. */
export class EventStream implements StreamSink {
  readonly #response: ServerResponse;
  readonly #drain: Drain;
  readonly #options: EventStreamOptions;
  /** Told once, with the first event. */
  #retryMs: number | undefined;
  /** Small events of this turn, which go in one write; latin1. */
  #gathered = '';

  constructor(response: ServerResponse, options: EventStreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#retryMs = options.retryMs;
    this.#drain = new Drain(response);
    if (response.destroyed) return; // its client left before there was anything to say
    if (options.ownsConnection === true) response.useChunkedEncodingByDefault = false;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no', // nginx would hold events back
      ...options.headers,
    });
    response.flushHeaders();
    closeWithConnection(response);
    if (options.keepAliveMs === 0) return;
    const timer = setInterval(() => this.#keepAlive(), options.keepAliveMs).unref();
    response.once('close', () => clearInterval(timer));
  }

  /** Calls back when the response is over, whoever ended it; at once where it is already. */
  onceClosed(callback: () => void): void {
    if (this.#response.destroyed) callback();
    else this.#response.once('close', callback);
  }

  /** Sends an event that is no message. */
  announce(event: string, data: string, id: string): void {
    this.#gather(encodeEvent({ event, id, retryMs: this.#takeRetryMs() }, data));
  }

  /** Sends an event without data: its client then knows from where to go on, before anything was said (SEP-1699). */
  prime(id: string): void {
    this.#gather(encodeEvent({ id, retryMs: this.#takeRetryMs() }, ''));
  }

  write(message: Buffer, eventId: string): boolean {
    if (this.#isOver) return true;
    const [first, ...rest] = encodeMessage(message, { id: eventId, retryMs: this.#takeRetryMs() });
    this.#gather(first);
    if (rest.length > 0) this.#flush();
    // Node puts them into one write to the socket. Not `cork`: after it, Node 22 never says that a response has drained.
    for (const part of rest) this.#response.write(part, 'latin1');
    if (this.#hasRoom) return true;
    this.#flush();
    if (!this.#response.writableNeedDrain) return true;
    limitUnread(this.#response, this.#options.unreadTimeoutMs);
    return false;
  }

  drained(): Promise<void> {
    return this.#drain.done();
  }

  end(retryMs?: number): boolean {
    if (this.#isOver) return true;
    if (retryMs !== undefined) this.#gather(encodeRetry(retryMs));
    this.#flush();
    return endResponse(this.#response, this.#options.unreadTimeoutMs);
  }

  giveWay(): void {
    if (this.#response.writableNeedDrain) this.#response.destroy();
    else this.end();
  }

  get #hasRoom(): boolean {
    const { writableNeedDrain, writableLength, writableHighWaterMark } = this.#response;
    return !writableNeedDrain && writableLength + this.#gathered.length < writableHighWaterMark;
  }

  get #isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  #takeRetryMs(): number | undefined {
    const retryMs = this.#retryMs;
    this.#retryMs = undefined;
    return retryMs;
  }

  /** Every event that a server says at once goes in one write: each by itself would cost as much as all of them. */
  #gather(event: string): void {
    if (this.#gathered === '') process.nextTick(() => this.#flush());
    this.#gathered += event;
  }

  #flush(): void {
    const events = this.#gathered;
    if (events === '' || this.#isOver) return;
    this.#gathered = '';
    this.#response.write(events, 'latin1');
  }

  /** Nothing is added for a client that does not read: its socket says by itself whether it is still there. */
  #keepAlive(): void {
    if (!this.#isOver && !this.#response.writableNeedDrain) this.#gather(KEEP_ALIVE);
  }
}
