import type { AnswerSink } from './message-sink.ts';

/**
 * The sink of a request that came twice while it was under way: a load balancer has given up on one of its two responses,
 * and nobody here knows which. Both get the answer, and what comes before it.
 */
export class SharedAnswer implements AnswerSink {
  readonly #first: AnswerSink;
  readonly #second: AnswerSink;

  constructor(first: AnswerSink, second: AnswerSink) {
    this.#first = first;
    this.#second = second;
  }

  get isAwaited(): boolean {
    return this.#first.isAwaited || this.#second.isAwaited;
  }

  get takesMessages(): boolean {
    return this.#first.takesMessages || this.#second.takesMessages;
  }

  get streamNumber(): number | undefined {
    return this.#second.streamNumber ?? this.#first.streamNumber;
  }

  write(message: Buffer): boolean {
    const takers = [this.#first, this.#second].filter(({ takesMessages }) => takesMessages);
    return takers.map((sink) => sink.write(message)).every(Boolean);
  }

  async drained(): Promise<void> {
    await Promise.all([this.#first.drained(), this.#second.drained()]);
  }

  answer(message: Buffer, status?: number): boolean {
    const hadRoom = this.#first.answer(message, status);
    return this.#second.answer(message, status) && hadRoom;
  }

  abandon(): void {
    this.#first.abandon();
    this.#second.abandon();
  }
}
