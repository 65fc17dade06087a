import type { AnswerSink, MessageSink, StreamSink } from './message-sink.ts';
import { Outbox, type OutboxOptions } from './outbox.ts';

/** What a slow client holds back: the stdout of its own child. */
export interface Source {
  pause(): void;
  resume(): void;
}

/**
 * The way of messages to a session's client: into its open stream, or into the outbox while there is none.
 *
 * While a client reads more slowly than its server writes, the server is not read: nothing piles up here.
 */
export class Delivery {
  readonly #source: Source;
  readonly #outbox: Outbox;
  #stream: StreamSink | undefined;
  #holds = 0;
  #roomMade: (() => void) | undefined;

  constructor(source: Source, options: OutboxOptions) {
    this.#source = source;
    this.#outbox = new Outbox(options);
  }

  get hasStream(): boolean {
    return this.#stream !== undefined;
  }

  /** Messages lost because no stream was opened for them in time. */
  get dropped(): number {
    return this.#outbox.dropped;
  }

  /** What waited in the outbox goes first. A stream that was open before gives way: it must not hold this one back. */
  openStream(stream: StreamSink): void {
    this.#stream?.giveWay();
    this.#stream = stream;
    for (const message of this.#outbox.takeAll()) this.sendTo(stream, message);
    this.#roomMade?.();
    this.#roomMade = undefined;
  }

  /** The stream's client has gone. Does nothing for a stream that was replaced. */
  closeStream(stream: StreamSink): void {
    if (this.#stream === stream) this.#stream = undefined;
  }

  /** Sends to the open stream, else keeps the message for the next one. */
  send(message: Buffer): void {
    if (this.#stream !== undefined) this.sendTo(this.#stream, message);
    else if (!this.#outbox.push(message) && this.#roomMade === undefined) {
      this.#holdBack(
        new Promise((resolve) => {
          this.#roomMade = resolve;
        }),
      );
    }
  }

  /** Sends to a sink of one request's own. */
  sendTo(sink: MessageSink, message: Buffer): void {
    if (!sink.write(message)) this.#holdBack(sink.drained());
  }

  /** Sends the answer to the request that the sink is for. Until its client has read it, the child waits. */
  answer(sink: AnswerSink, message: Buffer, status?: number): void {
    if (!sink.answer(message, status)) this.#holdBack(sink.drained());
  }

  /** Ends the open stream. */
  end(): void {
    this.#stream?.end();
    this.#stream = undefined;
  }

  #holdBack(until: Promise<void>): void {
    this.#holds += 1;
    this.#source.pause();
    void until.then(() => {
      this.#holds -= 1;
      if (this.#holds === 0) this.#source.resume();
    });
  }
}
