import type { IncomingMessage } from 'node:http';
import { EventReader } from './event-reader.ts';

/** A JSON-RPC message, as far as tests look into it. */
export interface ReplicaMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: { readonly code?: string } };
}

/** An event stream of messages, whose client remembers the last event. */
export class ReplicaStream {
  readonly #events: EventReader;
  /** Of the last event that was read. */
  lastEventId = '';

  constructor(body: IncomingMessage) {
    this.#events = new EventReader(body);
  }

  /** The next message; rejects when the stream is over. */
  async next(): Promise<ReplicaMessage> {
    for (;;) {
      const { id, data } = await this.#events.next();
      this.lastEventId = id ?? this.lastEventId;
      if (data !== '') return JSON.parse(data);
    }
  }

  /** All up to and including the answer to a request. */
  async until(requestId: unknown): Promise<ReplicaMessage[]> {
    const messages: ReplicaMessage[] = [];
    while (messages.at(-1)?.id !== requestId) messages.push(await this.next());
    return messages;
  }

  /** Resolves when the stream is over, whoever ended it. */
  get closed(): Promise<void> {
    return this.#events.closed;
  }

  /** Breaks the connection, as a network does. */
  breakOff(): Promise<void> {
    return this.#events.breakOff();
  }
}
