import type { ServerResponse } from 'node:http';
import { Drain } from '../../../src/base/drain.ts';
import { endResponse } from '../../http/end-response.ts';
import { EventStream } from '../../http/event-stream.ts';
import type { AnswerSink } from '../../session/message-sink.ts';

export interface PostAnswerOptions {
  /** They name the session. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the session is there to be named: one that its server refused to initialise, or that ended, is not. */
  readonly hasSession: () => boolean;
  readonly accepts: { readonly json: boolean; readonly stream: boolean };
  readonly keepAliveMs: number;
  readonly streamAfterMs: number;
}

/**
 * The response to one posted request: plain JSON where the answer comes first and soon, an event stream where another
 * message precedes it or it takes its time.
 *
 * `waiting → answered`, or `waiting → streaming → answered`; the client may leave at any point.
 */
export class PostAnswer implements AnswerSink {
  readonly #response: ServerResponse;
  readonly #options: PostAnswerOptions;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #drain: Drain;
  #stream: EventStream | undefined;

  constructor(response: ServerResponse, options: PostAnswerOptions) {
    this.#response = response;
    this.#drain = new Drain(response);
    this.#options = options;
    const { accepts, streamAfterMs } = options;
    response.once('close', () => clearTimeout(this.#timer));
    if (accepts.stream && streamAfterMs > 0) this.#timer = setTimeout(() => this.#openStream(), streamAfterMs).unref();
  }

  get isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  get takesMessages(): boolean {
    return this.#options.accepts.stream && !this.isOver;
  }

  write(message: Buffer): boolean {
    return this.isOver || this.#openStream().write(message);
  }

  drained(): Promise<void> {
    return this.#drain.done();
  }

  answer(message: Buffer, status = 200): boolean {
    clearTimeout(this.#timer);
    if (this.isOver) return true; // the client did not wait for it
    const own = this.#options.hasSession() ? this.#options.headers : {};
    if (this.#stream !== undefined || !this.#options.accepts.json) {
      const stream = this.#openStream(own);
      stream.write(message);
      return stream.end();
    }
    const headers = { ...own, 'Content-Type': 'application/json', 'Content-Length': message.length };
    this.#response.writeHead(status, headers);
    return endResponse(this.#response, message);
  }

  /** Gives the response back, unanswered and untouched, to whoever reports why there is no request. */
  discard(): void {
    clearTimeout(this.#timer);
  }

  /** Before the answer a session may still turn out well, and then its client needs to know it. */
  #openStream(headers = this.#options.headers): EventStream {
    clearTimeout(this.#timer);
    this.#stream ??= new EventStream(this.#response, { ...this.#options, headers });
    return this.#stream;
  }
}
