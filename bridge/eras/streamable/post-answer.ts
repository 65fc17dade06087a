import type { ServerResponse } from 'node:http';
import { EventStream } from '../../http/event-stream.ts';
import type { AnswerSink } from '../../session/message-sink.ts';

export interface PostAnswerOptions {
  readonly headers: Readonly<Record<string, string>>;
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
  #stream: EventStream | undefined;

  constructor(response: ServerResponse, options: PostAnswerOptions) {
    this.#response = response;
    this.#options = options;
    const { accepts, streamAfterMs } = options;
    response.once('close', () => clearTimeout(this.#timer));
    if (accepts.stream && streamAfterMs > 0) this.#timer = setTimeout(() => this.#openStream(), streamAfterMs).unref();
  }

  get takesMessages(): boolean {
    return this.#options.accepts.stream && !this.#isOver;
  }

  write(message: Buffer): boolean {
    return this.#isOver || this.#openStream().write(message);
  }

  async drained(): Promise<void> {
    await this.#stream?.drained();
  }

  answer(message: Buffer, status = 200): void {
    clearTimeout(this.#timer);
    if (this.#isOver) return; // the client did not wait for it
    if (this.#stream !== undefined || !this.#options.accepts.json) {
      const stream = this.#openStream();
      stream.write(message);
      stream.end();
      return;
    }
    const own = status === 200 ? this.#options.headers : {}; // a session that failed to open has no id to give
    const headers = { ...own, 'Content-Type': 'application/json', 'Content-Length': message.length };
    this.#response.writeHead(status, headers).end(message);
  }

  /** Gives the response back, unanswered and untouched, to whoever reports why there is no request. */
  discard(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#response.end();
  }

  get #isOver(): boolean {
    return this.#response.writableEnded || this.#response.destroyed;
  }

  #openStream(): EventStream {
    clearTimeout(this.#timer);
    this.#stream ??= new EventStream(this.#response, this.#options);
    return this.#stream;
  }
}
