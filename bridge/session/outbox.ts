/** What happens to a message when the outbox is full. */
export type WhenFull =
  /** The oldest message makes room: for a client that may never open a stream. */
  | 'drop-oldest'
  /** The child is not read on until there is room: for a client whose stream will be back, or its session ends. */
  | 'hold-back';

export interface OutboxOptions {
  readonly maxOutboxMessages: number;
  readonly maxOutboxBytes: number;
  readonly whenFull: WhenFull;
}

/** Messages to a client that has no stream open, in order, bounded by count and bytes. */
export class Outbox {
  readonly #options: OutboxOptions;
  #messages: Buffer[] = [];
  #bytes = 0;
  #dropped = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#messages.length;
  }

  /** Messages lost so far for want of room. */
  get dropped(): number {
    return this.#dropped;
  }

  get isFull(): boolean {
    return this.#messages.length >= this.#options.maxOutboxMessages || this.#bytes >= this.#options.maxOutboxBytes;
  }

  /** Keeps a message. False when the child is to be held back. */
  push(message: Buffer): boolean {
    this.#messages.push(ownCopy(message));
    this.#bytes += message.length;
    if (this.#options.whenFull === 'hold-back') return !this.isFull;
    while (this.#isOver) {
      this.#bytes -= this.#messages.shift()?.length ?? 0;
      this.#dropped += 1;
    }
    return true;
  }

  /** All messages, oldest first; the outbox is empty after. */
  takeAll(): Buffer[] {
    const all = this.#messages;
    this.#messages = [];
    this.#bytes = 0;
    return all;
  }

  get #isOver(): boolean {
    return this.#messages.length > this.#options.maxOutboxMessages || this.#bytes > this.#options.maxOutboxBytes;
  }
}

/** A line is a view of all that was read with it; kept as it is, it would keep that too. */
function ownCopy(message: Buffer): Buffer {
  return message.length * 2 < message.buffer.byteLength ? Buffer.from(message) : message;
}
