/** What happens to messages that were not sent yet when the outbox is full. */
export type WhenFull =
  /** The oldest one makes room, answers last of all: for a client that may never open a stream. */
  | 'drop-oldest'
  /** The child is not read on until there is room: for a client whose stream will be back, or its session ends. */
  | 'hold-back';

export interface OutboxOptions {
  readonly maxOutboxMessages: number;
  readonly maxOutboxBytes: number;
  readonly whenFull: WhenFull;
}

/** The number of the session's own stream. */
export const MAIN_STREAM = 0;

interface KeptMessage {
  readonly stream: number;
  readonly message: Buffer;
  readonly isAnswer: boolean;
  isSent: boolean;
}

/**
 * The latest messages of a session to its client, numbered, bounded by count and bytes: those that wait for a stream, and
 * those that were sent on one, for a client that comes back and asks for what it missed.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** By number, oldest first. */
  readonly #kept = new Map<number, KeptMessage>();
  #bytes = 0;
  #unsent = 0;
  #unsentBytes = 0;
  #lastNumber = 0;
  /** The newest message at the last look. */
  #mark = 0;
  #dropped = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** The number of the newest message; 0 before the first. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** Messages lost so far for want of room, before they were sent. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Whether the child is not to be read on until there is room again. */
  get holdsBack(): boolean {
    const { maxOutboxMessages, maxOutboxBytes, whenFull } = this.#options;
    const isFull = this.#unsent >= maxOutboxMessages || this.#unsentBytes >= maxOutboxBytes;
    return isFull && whenFull === 'hold-back';
  }

  /** Whether a message of so many bytes can wait here without pushing out another that was never sent. */
  hasRoomFor(bytes: number): boolean {
    return this.#unsent < this.#options.maxOutboxMessages && this.#unsentBytes + bytes <= this.#options.maxOutboxBytes;
  }

  /** Gives a message the next number, and keeps it as long as there is room. */
  add(message: Buffer, of: { readonly stream: number; readonly isSent: boolean; readonly isAnswer: boolean }): number {
    this.#lastNumber += 1;
    if (of.isSent && message.length > this.#options.maxOutboxBytes) return this.#lastNumber; // it would push out all others
    const { stream, isSent, isAnswer } = of;
    this.#kept.set(this.#lastNumber, { stream, isSent, isAnswer, message: ownCopy(message) });
    this.#bytes += message.length;
    if (!isSent) this.#countUnsent(1, message.length);
    while (this.#isOver && this.#makeRoom());
    return this.#lastNumber;
  }

  /** Messages of a stream that were never sent; with `after`, also those that were sent and came after that number. */
  *missed(stream: number, after: number = Number.POSITIVE_INFINITY): Generator<readonly [number, Buffer]> {
    for (const [number, kept] of this.#kept) {
      if (kept.stream !== stream || (kept.isSent && number <= after)) continue;
      if (!kept.isSent) this.#countUnsent(-1, -kept.message.length);
      kept.isSent = true;
      yield [number, kept.message];
    }
  }

  /** Whether anything is left of a stream. */
  has(stream: number): boolean {
    for (const kept of this.#kept.values()) if (kept.stream === stream) return true;
    return false;
  }

  /**
   * Forgets what had been sent by the last call, and what belongs to the answer of one request: its client has not come
   * back for it. To be called once in the time that messages are kept for at least.
   */
  forgetOld(): void {
    for (const [number, { isSent, stream }] of this.#kept) {
      if (number > this.#mark) break;
      if (isSent || stream !== MAIN_STREAM) this.#forget(number);
    }
    this.#mark = this.#lastNumber;
  }

  get #isOver(): boolean {
    return this.#kept.size > this.#options.maxOutboxMessages || this.#bytes > this.#options.maxOutboxBytes;
  }

  /** What was sent goes first. False where nothing may go. */
  #makeRoom(): boolean {
    const hasSent = this.#kept.size > this.#unsent;
    if (!hasSent && this.#options.whenFull === 'hold-back') return false;
    const number = this.#oldest(({ isSent, isAnswer }) => (hasSent ? isSent : !isAnswer)) ?? this.#oldest(() => true);
    if (number === undefined) return false;
    if (!hasSent) this.#dropped += 1;
    this.#forget(number);
    return true;
  }

  #oldest(mayGo: (kept: KeptMessage) => boolean): number | undefined {
    for (const [number, kept] of this.#kept) if (mayGo(kept)) return number;
    return undefined;
  }

  #countUnsent(messages: number, bytes: number): void {
    this.#unsent += messages;
    this.#unsentBytes += bytes;
  }

  #forget(number: number): void {
    const kept = this.#kept.get(number);
    if (kept === undefined) return;
    this.#kept.delete(number);
    this.#bytes -= kept.message.length;
    if (!kept.isSent) this.#countUnsent(-1, -kept.message.length);
  }
}

/** A line is a view of all that was read with it; kept as it is, it would keep that too. */
function ownCopy(message: Buffer): Buffer {
  return message.length * 2 < message.buffer.byteLength ? Buffer.from(message) : message;
}
