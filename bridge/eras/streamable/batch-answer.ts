import type { ServerResponse } from 'node:http';
import { Drain } from '../../../src/base/drain.ts';
import type { AcceptedForms } from '../../http/accepted-forms.ts';
import { endResponse } from '../../http/end-response.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { MessageId } from '../../jsonrpc/envelope.ts';
import { errorAnswer } from '../../session/error-answer.ts';
import type { AnswerSink } from '../../session/message-sink.ts';
import type { MessageStream } from '../../session/message-stream.ts';
import type { Session } from '../../session/session.ts';
import { carryStream } from './session-stream.ts';
import { SESSION_ID_HEADER, type StreamableEra } from './streamable-era.ts';

/**
 * The response to a posted batch: an event stream, or, for a client that accepts none, one JSON array (MCP 2025-03-26,
 * Transports). Each answer is sent as it comes. It serves all messages of the batch that are to be answered.
 */
export class BatchAnswer implements AnswerSink {
  readonly #exchange: Exchange;
  readonly #response: ServerResponse;
  readonly #session: Session;
  readonly #era: StreamableEra;
  readonly #stream: MessageStream | undefined;
  #unanswered: number;
  #isCarried = false;

  constructor(exchange: Exchange, session: Session, accepts: AcceptedForms, era: StreamableEra, unanswered: number) {
    this.#exchange = exchange;
    this.#response = exchange.response;
    this.#session = session;
    this.#era = era;
    this.#unanswered = unanswered;
    if (accepts.stream) this.#stream = session.newStream();
  }

  /** Nothing of a stream is sent before it is written down which requests it will answer: its client may come back for it. */
  begin(): void {
    void Promise.resolve(this.#session.written()).then(() => this.#carry());
  }

  get isAwaited(): boolean {
    return this.#stream !== undefined && this.#isCarried ? this.#stream.isConnected : this.#isOpen;
  }

  get takesMessages(): boolean {
    return this.#stream !== undefined;
  }

  get streamNumber(): number | undefined {
    return this.#stream?.number;
  }

  write(message: Buffer): boolean {
    return this.#stream?.send(message) ?? true;
  }

  drained(): Promise<void> {
    return this.#stream?.drained() ?? new Drain(this.#response).done();
  }

  answer(message: Buffer): boolean {
    this.#unanswered -= 1;
    const isLast = this.#unanswered === 0;
    if (this.#stream === undefined) return this.#element(message, isLast);
    const hasRoom = this.#stream.send(message, { isAnswer: true });
    if (!isLast) return hasRoom;
    this.#carry();
    return this.#stream.end();
  }

  abandon(): void {
    if (!this.#isCarried) this.#response.destroy();
  }

  /** Answers a message that has not reached the server. */
  refuse(id: MessageId | undefined, error: unknown): void {
    this.#era.errors.note(error);
    this.answer(errorAnswer(id, error));
  }

  #carry(): void {
    if (this.#stream === undefined || this.#isCarried || !this.#isOpen) return;
    this.#isCarried = true;
    carryStream(this.#exchange, this.#session, this.#stream, this.#era.options);
  }

  get #isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  #element(message: Buffer, isLast: boolean): boolean {
    if (!this.#isOpen) return true; // the client did not wait for it
    const response = this.#response;
    const isFirst = !response.headersSent;
    if (isFirst) {
      response.writeHead(200, { [SESSION_ID_HEADER]: this.#session.id, 'Content-Type': 'application/json' });
    }
    response.write(isFirst ? '[' : ',');
    response.write(message);
    return isLast ? endResponse(response, this.#era.options.unreadTimeoutMs, ']') : !response.writableNeedDrain;
  }
}
