import type { ServerResponse } from 'node:http';
import { Drain } from '../../../src/base/drain.ts';
import { endResponse } from '../../http/end-response.ts';
import { EventStream } from '../../http/event-stream.ts';
import type { AnswerSink } from '../../session/message-sink.ts';

export interface BatchAnswerOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly accepts: { readonly stream: boolean };
  readonly keepAliveMs: number;
}

/**
 * The response to a posted batch: an event stream, or, for a client that accepts none, one JSON array (MCP 2025-03-26,
 * Transports). Each answer is sent as it comes. It serves all messages of the batch that are to be answered.
 */
export class BatchAnswer implements AnswerSink {
  readonly #response: ServerResponse;
  readonly #options: BatchAnswerOptions;
  readonly #stream: EventStream | undefined;
  readonly #drain: Drain;
  #unanswered: number;

  constructor(response: ServerResponse, options: BatchAnswerOptions, unanswered: number) {
    this.#response = response;
    this.#options = options;
    this.#unanswered = unanswered;
    this.#stream = options.accepts.stream ? new EventStream(response, options) : undefined;
    this.#drain = new Drain(response);
  }

  get isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  get takesMessages(): boolean {
    return this.#stream !== undefined && !this.isOver;
  }

  write(message: Buffer): boolean {
    return this.#stream?.write(message) ?? true;
  }

  drained(): Promise<void> {
    return this.#drain.done();
  }

  answer(message: Buffer): boolean {
    this.#unanswered -= 1;
    if (this.isOver) return true; // the client did not wait for it
    const isLast = this.#unanswered === 0;
    if (this.#stream === undefined) return this.#element(message, isLast);
    const hasRoom = this.#stream.write(message);
    return isLast ? this.#stream.end() : hasRoom;
  }

  #element(message: Buffer, isLast: boolean): boolean {
    const response = this.#response;
    const isFirst = !response.headersSent;
    if (isFirst) response.writeHead(200, { ...this.#options.headers, 'Content-Type': 'application/json' });
    response.write(isFirst ? '[' : ',');
    response.write(message);
    return isLast ? endResponse(response, ']') : !response.writableNeedDrain;
  }
}
