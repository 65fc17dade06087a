import type { MessageId } from '../jsonrpc/envelope.ts';
import { eventIdOf } from './event-id.ts';
import type { StreamSink } from './message-sink.ts';
import type { Outbox } from './outbox.ts';
import type { SessionJournal } from './session-journal.ts';

/** What a message is, beside its bytes. */
export interface SentAs {
  readonly isAnswer?: boolean;
  /** The request that it answers, where its client is to be told so if it comes back for an answer too large to be kept. */
  readonly requestId?: MessageId;
}

/**
 * A stream of messages to a session's client. It outlives the HTTP responses that carry it: while there is none, and for
 * a client that lost one on the way, its messages are in the outbox.
 */
export class MessageStream {
  readonly #sessionId: string;
  readonly #number: number;
  readonly #outbox: Outbox;
  readonly #journal: SessionJournal | undefined;
  #sink: StreamSink | undefined;
  /** The number of the first message since the last response that carried it; undefined while there is one. */
  #firstUnsent: number | undefined;
  #lastNumber = 0;
  #isOver = false;
  #connected: (() => void) | undefined;

  /** `journal` only for a session's own stream: its events say what of late was answered on it. */
  constructor(sessionId: string, number: number, outbox: Outbox, journal?: SessionJournal) {
    this.#sessionId = sessionId;
    this.#number = number;
    this.#outbox = outbox;
    this.#journal = journal;
  }

  /** Goes on with one of another replica. `lastNumber` is that of its newest message; `isOver`: there will be no more. */
  restore(lastNumber: number, isOver: boolean): void {
    this.#lastNumber = lastNumber;
    this.#isOver = isOver;
  }

  get number(): number {
    return this.#number;
  }

  get isConnected(): boolean {
    return this.#sink !== undefined;
  }

  /** Whether it has ended and nothing is left of it for a client that comes back. */
  get isForgotten(): boolean {
    return this.#isOver && !this.#outbox.has(this.#number);
  }

  /** Whether there is a message of a higher number. */
  hasAfter(number: number): boolean {
    return this.#lastNumber > number;
  }

  /** Whether a client that has what came up to that number can still get the end of it. To be asked when it comes for it. */
  goesOnAfter(after: number): boolean {
    if (!this.#isOver || !this.hasAfter(after)) return true;
    let newest = 0;
    for (const [number] of this.#outbox.missed(this.#number, after)) newest = number;
    return newest === this.#lastNumber;
  }

  /** The id of the newest event so far that needs no sending: what follows it is what a new client has yet to see. */
  get lastEventId(): string {
    return this.#eventId(this.#firstUnsent === undefined ? this.#outbox.lastNumber : this.#firstUnsent - 1);
  }

  /** Sends a message, or keeps it for the next response. False: hold back until `drained`. */
  send(message: Buffer, { isAnswer = false, requestId }: SentAs = {}): boolean {
    const sink = this.#sink;
    const isSent = sink !== undefined;
    const number = this.#outbox.add(message, { stream: this.#number, isSent, isAnswer, requestId });
    this.#lastNumber = number;
    if (isSent) return sink.write(message, this.#eventId(number, this.#journal?.answeredIds));
    this.#firstUnsent ??= number;
    return !this.#outbox.holdsBack;
  }

  /** Resolves when the client has caught up; where it has gone, at once or when it is back. */
  drained(): Promise<void> {
    if (this.#sink !== undefined) return this.#sink.drained();
    return new Promise((resolve) => {
      const before = this.#connected;
      this.#connected = () => {
        before?.();
        resolve();
      };
    });
  }

  /**
   * Goes on in this response, beginning with what was never sent and, where `after` is given, with what came after that
   * event. A response that carried it before gives way: it must not hold this one back. False: hold back until `drained`.
   */
  connect(sink: StreamSink, after?: number): boolean {
    this.#sink?.giveWay();
    this.#sink = sink;
    let hasRoom = true;
    for (const [number, message] of this.#outbox.missed(this.#number, after)) {
      hasRoom = sink.write(message, this.#eventId(number));
    }
    this.#firstUnsent = undefined;
    if (this.#isOver) hasRoom = sink.end();
    this.#connected?.();
    this.#connected = undefined;
    return hasRoom;
  }

  /** Ends the response, though the stream goes on: on another replica, to which its client is to come back. */
  cut(retryMs?: number): void {
    this.#sink?.end(retryMs);
  }

  /** The response is over. False, and nothing is done, for one that was replaced. */
  disconnect(sink: StreamSink): boolean {
    if (this.#sink !== sink) return false;
    this.#sink = undefined;
    return true;
  }

  /** There will be no more. False while the client has yet to read some of it. */
  end(): boolean {
    this.#isOver = true;
    this.#connected?.(); // nobody will be: nothing is to wait for it
    return this.#sink === undefined || this.#sink.end();
  }

  #eventId(number: number, answered = ''): string {
    return eventIdOf({ sessionId: this.#sessionId, stream: this.#number, number, answered });
  }
}
