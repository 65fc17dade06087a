import type { ServerResponse } from 'node:http';
import { Drain } from '../../src/base/drain.ts';
import type { StreamSink } from '../session/message-sink.ts';
import { endResponse } from './end-response.ts';
import { encodeEvent, KEEP_ALIVE, messageEventParts } from './event-encoder.ts';

/** Below this a copy is cheaper than more buffers in the same write. Bytes. */
const COPY_BELOW = 8192;

export interface EventStreamOptions {
  /** A comment is sent this often, so that no proxy takes the stream for dead; `0` sends none. Milliseconds. */
  readonly keepAliveMs: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP response that carries messages as server-sent events. It ends when either side ends it. */
export class EventStream implements StreamSink {
  /** Resolves when the response is over, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #response: ServerResponse;
  readonly #drain: Drain;

  constructor(response: ServerResponse, options: EventStreamOptions) {
    this.#response = response;
    this.#drain = new Drain(response);
    if (response.destroyed) {
      this.closed = Promise.resolve(); // its client left before there was anything to say
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no', // nginx would hold events back
      ...options.headers,
    });
    response.flushHeaders();
    const timer =
      options.keepAliveMs > 0 ? setInterval(() => this.#keepAlive(), options.keepAliveMs).unref() : undefined;
    this.closed = new Promise((resolve) => {
      response.once('close', () => {
        clearInterval(timer);
        resolve();
      });
    });
  }

  /** Sends an event of another kind than `message`. */
  announce(event: string, data: string): void {
    if (!this.#isOver) this.#response.write(encodeEvent(event, data));
  }

  write(message: Buffer): boolean {
    if (this.#isOver) return true;
    const response = this.#response;
    const parts = messageEventParts(message);
    if (message.length < COPY_BELOW) return response.write(Buffer.concat(parts));
    // Node puts them into one write to the socket. Not `cork`: after it, Node 22 never says that a response has drained.
    for (const part of parts) response.write(part);
    return !response.writableNeedDrain;
  }

  drained(): Promise<void> {
    return this.#drain.done();
  }

  /** False while its client has yet to read some of it. */
  end(): boolean {
    return this.#isOver || endResponse(this.#response);
  }

  giveWay(): void {
    if (this.#response.writableNeedDrain) this.#response.destroy();
    else this.end();
  }

  get #isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  /** Nothing is added for a client that does not read: its socket says by itself whether it is still there. */
  #keepAlive(): void {
    if (!this.#isOver && !this.#response.writableNeedDrain) this.#response.write(KEEP_ALIVE);
  }
}
