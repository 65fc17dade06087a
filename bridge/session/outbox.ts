import { ownCopy } from './own-copy.ts';
import { SentMessages } from './sent-messages.ts';

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

interface UnsentMessage {
  readonly stream: number;
  readonly message: Buffer;
  readonly isAnswer: boolean;
}

/**
 * The latest messages of a session to its client, numbered, bounded by count and bytes: those that wait for a stream, and
 * those that were sent on one, for a client that comes back and asks for what it missed.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #sent = new SentMessages();
  /** By number, oldest first. */
  readonly #unsent = new Map<number, UnsentMessage>();
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
    const isFull = this.#unsent.size >= maxOutboxMessages || this.#unsentBytes >= maxOutboxBytes;
    return isFull && whenFull === 'hold-back';
  }

  /** Whether a message of so many bytes can wait here without pushing out another that was never sent. */
  hasRoomFor(bytes: number): boolean {
    const { maxOutboxMessages, maxOutboxBytes } = this.#options;
    return this.#unsent.size < maxOutboxMessages && this.#unsentBytes + bytes <= maxOutboxBytes;
  }

  /** Gives a message the next number, and keeps it as long as there is room. */
  add(message: Buffer, of: { readonly stream: number; readonly isSent: boolean; readonly isAnswer: boolean }): number {
    this.#lastNumber += 1;
    const { stream, isSent, isAnswer } = of;
    if (!isSent) {
      this.#unsent.set(this.#lastNumber, { stream, isAnswer, message: ownCopy(message) });
      this.#unsentBytes += message.length;
    } else if (message.length <= this.#options.maxOutboxBytes) {
      // else it would push out all others
      this.#sent.add(this.#lastNumber, stream, message);
    }
    while (this.#isOver && this.#makeRoom());
    return this.#lastNumber;
  }

  /** Messages of a stream that were never sent; with `after`, also those that were sent and came after that number. */
  *missed(stream: number, after: number = Number.POSITIVE_INFINITY): Generator<readonly [number, Buffer]> {
    yield* this.#sent.after(stream, after);
    for (const [number, { stream: of, message }] of this.#unsent) {
      if (of !== stream) continue;
      this.#forgetUnsent(number);
      this.#sent.add(number, stream, message);
      yield [number, message];
    }
  }

  /** Whether anything is left of a stream. */
  has(stream: number): boolean {
    for (const unsent of this.#unsent.values()) if (unsent.stream === stream) return true;
    return this.#sent.has(stream);
  }

  /**
   * Forgets what had been sent by the last call, and what belongs to the answer of one request: its client has not come
   * back for it. To be called once in the time that messages are kept for at least.
   */
  forgetOld(): void {
    this.#sent.forgetOld();
    for (const [number, { stream }] of this.#unsent) {
      if (number > this.#mark) break;
      if (stream !== MAIN_STREAM) this.#forgetUnsent(number);
    }
    this.#mark = this.#lastNumber;
  }

  get #isOver(): boolean {
    const { maxOutboxMessages, maxOutboxBytes } = this.#options;
    return (
      this.#sent.size + this.#unsent.size > maxOutboxMessages || this.#sent.bytes + this.#unsentBytes > maxOutboxBytes
    );
  }

  /** What was sent goes first. False where nothing may go. */
  #makeRoom(): boolean {
    if (this.#sent.size > 0) {
      this.#sent.forgetOldest();
      return true;
    }
    if (this.#options.whenFull === 'hold-back') return false;
    const number = this.#oldestUnsent();
    if (number === undefined) return false;
    this.#dropped += 1;
    this.#forgetUnsent(number);
    return true;
  }

  /** Answers go last. */
  #oldestUnsent(): number | undefined {
    for (const [number, { isAnswer }] of this.#unsent) if (!isAnswer) return number;
    return this.#unsent.keys().next().value;
  }

  #forgetUnsent(number: number): void {
    this.#unsentBytes -= this.#unsent.get(number)?.message.length ?? 0;
    this.#unsent.delete(number);
  }
}
