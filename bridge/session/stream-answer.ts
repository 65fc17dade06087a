import type { AnswerSink } from './message-sink.ts';
import type { MessageStream } from './message-stream.ts';

/** Answers on a stream whose response broke off with another replica: its client comes back for it with `Last-Event-ID`. */
export class StreamAnswer implements AnswerSink {
  readonly takesMessages = true;
  readonly #stream: MessageStream;
  #unanswered: number;

  /** `unanswered`: how many requests are to be answered on it. */
  constructor(stream: MessageStream, unanswered: number) {
    this.#stream = stream;
    this.#unanswered = unanswered;
  }

  get isAwaited(): boolean {
    return this.#stream.isConnected;
  }

  get streamNumber(): number {
    return this.#stream.number;
  }

  write(message: Buffer): boolean {
    return this.#stream.send(message);
  }

  drained(): Promise<void> {
    return this.#stream.drained();
  }

  answer(message: Buffer): boolean {
    this.#unanswered -= 1;
    const hasRoom = this.#stream.send(message, { isAnswer: true });
    return this.#unanswered === 0 ? this.#stream.end() : hasRoom;
  }

  abandon(): void {
    this.#stream.cut();
  }
}
