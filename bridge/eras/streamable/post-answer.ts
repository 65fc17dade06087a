import { Drain } from '../../../src/base/drain.ts';
import type { AcceptedForms } from '../../http/accepted-forms.ts';
import { endResponse } from '../../http/end-response.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { AnswerSink } from '../../session/message-sink.ts';
import type { MessageStream } from '../../session/message-stream.ts';
import type { Session } from '../../session/session.ts';
import { carryStream } from './session-stream.ts';
import type { Wait } from './slow-answers.ts';
import { SESSION_ID_HEADER, type StreamableEra } from './streamable-era.ts';

/**
 * The response to one posted request: plain JSON where the answer comes first and soon, an event stream where another
 * message precedes it or it takes its time.
 *
 * `waiting → answered`, or `waiting → streaming → answered`. The client may leave at any point; a stream waits for it to
 * come back.
 */
export class PostAnswer implements AnswerSink {
  readonly #exchange: Exchange;
  readonly #session: Session;
  readonly #accepts: AcceptedForms;
  readonly #era: StreamableEra;
  readonly #wait: Wait | undefined;
  #stream: MessageStream | undefined;
  #isCarried = false;

  constructor(exchange: Exchange, session: Session, accepts: AcceptedForms, era: StreamableEra) {
    this.#exchange = exchange;
    this.#session = session;
    this.#accepts = accepts;
    this.#era = era;
    this.#wait = accepts.stream ? era.slowAnswers.add(this) : undefined;
  }

  get isAwaited(): boolean {
    return this.#stream !== undefined && this.#isCarried ? this.#stream.isConnected : this.#isOpen;
  }

  get takesMessages(): boolean {
    return this.#stream !== undefined || (this.#accepts.stream && this.#isOpen);
  }

  get streamNumber(): number | undefined {
    return this.#stream?.number;
  }

  write(message: Buffer): boolean {
    return this.#openStream()?.send(message) ?? true;
  }

  drained(): Promise<void> {
    return this.#stream?.drained() ?? new Drain(this.#exchange.response).done();
  }

  answer(message: Buffer, status = 200): boolean {
    this.#wait?.end();
    if (this.#stream === undefined && this.#accepts.json) return this.#answerJson(message, status);
    const stream = this.#openStream();
    stream?.send(message, { isAnswer: true });
    this.#carry(this.#hasSession);
    return stream?.end() ?? true;
  }

  abandon(): void {
    this.#wait?.end();
    if (!this.#isCarried) this.#exchange.response.destroy();
  }

  /** Nothing has come for a while: a stream can show signs of life. */
  becomeStream(): void {
    this.#openStream();
  }

  /** Gives the response back, unanswered and untouched, to whoever reports why there is no request. */
  discard(): void {
    this.#wait?.end();
  }

  get #isOpen(): boolean {
    const { response } = this.#exchange;
    return !response.writableEnded && !response.destroyed;
  }

  #answerJson(message: Buffer, status: number): boolean {
    if (!this.#isOpen) return true; // the client did not wait for it
    const { response } = this.#exchange;
    const headers = ['Content-Type', 'application/json', 'Content-Length', String(message.length)];
    if (this.#hasSession) headers.push(SESSION_ID_HEADER, this.#session.id);
    response.writeHead(status, headers);
    return endResponse(response, this.#era.options.unreadTimeoutMs, message);
  }

  /** Whether the session is there to be named: one that its server refused to initialise, or that ended, is not. */
  get #hasSession(): boolean {
    const { state } = this.#session;
    return state !== 'starting' && state !== 'ended';
  }

  /** Undefined where there never was a stream, and the client has left. */
  #openStream(): MessageStream | undefined {
    this.#wait?.end();
    if (this.#stream !== undefined || !this.#isOpen) return this.#stream;
    this.#stream = this.#session.newStream();
    if (this.#exchange.messageId !== undefined) this.#session.streams(this.#exchange.messageId.key);
    const written = this.#session.written();
    if (written === undefined) this.#carry();
    else void written.then(() => this.#carry()); // its client may come back for it to another replica, which is to know it
    return this.#stream;
  }

  /** Before its answer, `initialize` may still turn out well, and then its client needs to know the session. */
  #carry(isNamed = true): void {
    if (this.#stream === undefined || this.#isCarried || !this.#isOpen) return;
    this.#isCarried = true;
    carryStream(this.#exchange, this.#session, this.#stream, this.#era.options, { isNamed });
  }
}
