import type { IncomingMessage } from 'node:http';
import { exchange, onEachEvent, type StreamEvent } from './event-stream.ts';

/** An event stream whose events, with their ids, a test takes one after the other, and which it may break off. */
export class EventReader {
  readonly #body: IncomingMessage;
  readonly #events: StreamEvent[] = [];
  readonly #closed: Promise<void>;
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(body: IncomingMessage) {
    this.#body = body;
    onEachEvent(body, (event) => {
      this.#events.push(event);
      this.#wake();
    });
    this.#closed = new Promise((resolve) => {
      body.once('close', () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
  }

  static async get(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const { status, body } = await exchange('GET', url, { Accept: 'text/event-stream', ...headers });
    if (status !== 200) throw new Error(`GET ${url}: ${status}`);
    return new EventReader(body);
  }

  /** Resolves when the stream is over, whoever ended it. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  /** The next event; rejects when the stream is over. */
  async next(): Promise<StreamEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      if (this.#isClosed) throw new Error('The stream is over.');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** All events that are left once the stream is over. */
  async rest(): Promise<StreamEvent[]> {
    await this.#closed;
    return this.#events.splice(0);
  }

  /** Breaks the connection, as a network does. */
  async breakOff(): Promise<void> {
    this.#body.socket.resetAndDestroy();
    await this.#closed;
  }
}
