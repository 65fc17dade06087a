import { StreamNotKeptError } from '../errors.ts';
import type { EventPosition } from './event-id.ts';
import { MAIN_STREAM } from './main-stream.ts';
import type { AnswerSink, StreamSink } from './message-sink.ts';
import { MessageStream, type SentAs } from './message-stream.ts';
import { Outbox, type OutboxOptions } from './outbox.ts';
import type { RestoredSession } from './restored-session.ts';
import type { SessionJournal } from './session-journal.ts';

/** To look for streams that are over is not worth it for fewer. */
const FEW_STREAMS = 64;

/** Streams that the last replica of a session may have opened and not written down. */
const UNKNOWN_STREAMS = 2 ** 10;

/** What a slow client holds back: the stdout of its own child. */
export interface Source {
  pause(): void;
  resume(): void;
}

/**
 * The way of messages to a session's client: into its own stream, or into the responses of single requests.
 *
 * While a client reads more slowly than its server writes, the server is not read: nothing piles up here.
 */
export class Delivery {
  readonly #sessionId: string;
  readonly #source: Source;
  readonly #outbox: Outbox;
  readonly #main: MessageStream;
  /** Streams of single requests, by number. */
  readonly #answers = new Map<number, MessageStream>();
  #lastStream = 0;
  /** With so many streams it is looked which of them are over. */
  #mostAnswers = FEW_STREAMS;
  #holds = 0;

  constructor(sessionId: string, source: Source, options: OutboxOptions, journal?: SessionJournal) {
    this.#sessionId = sessionId;
    this.#source = source;
    this.#outbox = new Outbox(options, journal);
    this.#main = new MessageStream(sessionId, MAIN_STREAM, this.#outbox, journal);
  }

  /** Goes on with the streams of another replica: those are over whose request was answered. */
  restore({ messages, requests }: RestoredSession): void {
    this.#outbox.restore(messages);
    const open = new Set([MAIN_STREAM, ...requests.map(({ stream = MAIN_STREAM }) => stream)]);
    const lastNumbers = new Map(Array.from(open, (stream): [number, number] => [stream, 0]));
    for (const { stream, number } of messages) lastNumbers.set(stream, number);
    for (const [stream, lastNumber] of lastNumbers) this.#restoreStream(stream, lastNumber, !open.has(stream));
    this.#lastStream = Math.max(0, ...this.#answers.keys()) + UNKNOWN_STREAMS;
  }

  get hasStream(): boolean {
    return this.#main.isConnected;
  }

  /** Messages lost because no stream was opened for them in time. */
  get dropped(): number {
    return this.#outbox.dropped;
  }

  /** Whether an answer of so many bytes can wait for a client that is away. */
  hasRoomFor(bytes: number): boolean {
    return this.#outbox.hasRoomFor(bytes);
  }

  /** A stream for the answer to one request, and for what comes before it. */
  newStream(): MessageStream {
    if (this.#answers.size >= this.#mostAnswers) this.#forgetStreams();
    this.#lastStream += 1;
    const stream = new MessageStream(this.#sessionId, this.#lastStream, this.#outbox);
    this.#answers.set(this.#lastStream, stream);
    return stream;
  }

  /** A stream that was taken over from another replica. */
  restoredStream(number: number): MessageStream {
    return this.#answers.get(number) ?? this.newStream();
  }

  /**
   * The session's own stream or, where its client says where it left off, the stream of that event.
   * Throws `StreamNotKeptError` where that is forgotten.
   */
  streamAt(position?: EventPosition): MessageStream {
    if (position === undefined || position.stream === MAIN_STREAM) return this.#main;
    const stream = this.#answers.get(position.stream);
    // one that ends without its answer would have its client come back again and again
    if (stream?.goesOnAfter(position.number) !== true) throw new StreamNotKeptError();
    return stream;
  }

  /** Goes on with a stream in this response, after the event of that number where one is given. */
  connect(stream: MessageStream, sink: StreamSink, after?: number): void {
    if (!stream.connect(sink, after)) this.#holdBack(stream.drained());
  }

  /** Sends to the session's own stream, or keeps the message for when it is opened. */
  send(message: Buffer, as?: SentAs): void {
    if (!this.#main.send(message, as)) this.#holdBack(this.#main.drained());
  }

  /** Sends to a sink of one request's own. */
  sendTo(sink: AnswerSink, message: Buffer): void {
    if (!sink.write(message)) this.#holdBack(sink.drained());
  }

  /** Sends the answer to the request that the sink is for. Until its client has read it, the child waits. */
  answer(sink: AnswerSink, message: Buffer, status?: number): void {
    if (!sink.answer(message, status)) this.#holdBack(sink.drained());
  }

  /** To be called once in the time that sent messages are kept for. */
  forgetOld(): void {
    this.#outbox.forgetOld();
    this.#forgetStreams();
  }

  /** The client has had the answers to these requests from another replica. */
  forgetAnswers(isAnswered: (requestKey: string) => boolean): void {
    this.#outbox.forgetAnswers(isAnswered);
  }

  /** Ends the responses of all streams, though they go on, on another replica. `retryMs` as for `MessageStream.cut`. */
  cut(retryMs?: number): void {
    this.#main.cut(retryMs);
    for (const stream of this.#answers.values()) stream.cut(retryMs);
  }

  /** There will be no more, but for answers that are still under way: each ends its stream by itself. */
  end(): void {
    this.#main.end();
  }

  #restoreStream(number: number, lastNumber: number, isOver: boolean): void {
    const isMain = number === MAIN_STREAM;
    const stream = isMain ? this.#main : new MessageStream(this.#sessionId, number, this.#outbox);
    stream.restore(lastNumber, isOver);
    if (!isMain) this.#answers.set(number, stream);
  }

  #forgetStreams(): void {
    for (const [number, stream] of this.#answers) if (stream.isForgotten) this.#answers.delete(number);
    this.#mostAnswers = 2 * this.#answers.size + FEW_STREAMS;
  }

  /** Lets nothing more come until then. */
  hold(until: Promise<void>): void {
    this.#holdBack(until);
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
