import { AnswerNotKeptError } from '../errors.ts';
import type { MessageId } from '../jsonrpc/envelope.ts';
import { errorAnswer } from './error-answer.ts';
import type { AnswerSink } from './message-sink.ts';

/**
 * Answers to requests whose responses broke off with their replica, kept for the same requests to be sent once more: by
 * a load balancer, or by the replica that had forwarded them.
 */
export class ParkedAnswers {
  readonly #maxBytes: number;
  readonly #byIdKey = new Map<string, Buffer>();
  #bytes = 0;

  constructor({ maxOutboxBytes }: { readonly maxOutboxBytes: number }) {
    this.#maxBytes = maxOutboxBytes;
  }

  /** Where the answer to a request goes that has no response at the moment. */
  sinkFor(id: MessageId): AnswerSink {
    return {
      isAwaited: false,
      takesMessages: false,
      streamNumber: undefined,
      write: () => true,
      drained: () => Promise.resolve(),
      answer: (message) => {
        this.#keep(id, message);
        return true;
      },
      abandon: () => {},
    };
  }

  /** The answer that waits for a request, if there is one; it is given out once. */
  take(idKey: string): Buffer | undefined {
    const message = this.#byIdKey.get(idKey);
    if (message === undefined) return undefined;
    this.#byIdKey.delete(idKey);
    this.#bytes -= message.length;
    return message;
  }

  #keep(id: MessageId, message: Buffer): void {
    const hasRoom = this.#bytes + message.length <= this.#maxBytes;
    const kept = hasRoom ? Buffer.from(message) : errorAnswer(id, new AnswerNotKeptError(message.length));
    this.#byIdKey.set(id.key, kept);
    this.#bytes += kept.length;
  }
}
