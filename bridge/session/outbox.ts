import { AnswerNotKeptError } from '../errors.ts';
import type { MessageId } from '../jsonrpc/envelope.ts';
import { errorAnswer } from './error-answer.ts';
import { MAIN_STREAM } from './main-stream.ts';
import { ownCopy } from './own-copy.ts';
import type { RestoredMessage } from './restored-session.ts';
import { SentMessages } from './sent-messages.ts';
import type { SessionJournal } from './session-journal.ts';
import type { WhenFull } from './when-full.ts';

export interface OutboxOptions {
  readonly maxOutboxMessages: number;
  readonly maxOutboxBytes: number;
  readonly whenFull: WhenFull;
}

interface MessageToKeep {
  readonly stream: number;
  readonly isSent: boolean;
  readonly isAnswer: boolean;
  /** The request that it answers, where its client is to be told so if the answer is too large to be kept. */
  readonly requestId?: MessageId | undefined;
}

interface UnsentMessage {
  readonly stream: number;
  readonly message: Buffer;
  readonly isAnswer: boolean;
  /** The request that it answers, where that is known. */
  readonly requestKey: string | undefined;
}

/**
 * A session that goes on elsewhere counts on from so much higher than its journal knows: its last replica may have sent
 * more than it had time to write down.
 */
const UNKNOWN_MESSAGES = 2 ** 20;

/**
 * The latest messages of a session to its client, numbered, bounded by count and bytes: those that wait for a stream, and
 * those that were sent on one, for a client that comes back and asks for what it missed.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #journal: SessionJournal | undefined;
  readonly #sent = new SentMessages();
  /** By number, oldest first. */
  readonly #unsent = new Map<number, UnsentMessage>();
  #unsentBytes = 0;
  /** How many messages are kept of each stream. */
  readonly #keptOf = new Map<number, number>();
  #lastNumber = 0;
  /** The newest message at the last look. */
  #mark = 0;
  #dropped = 0;

  constructor(options: OutboxOptions, journal?: SessionJournal) {
    this.#options = options;
    this.#journal = journal;
  }

  /** Goes on with what another replica has kept. */
  restore(messages: readonly RestoredMessage[]): void {
    for (const { number, stream, isSent, isAnswer, requestKey, bytes } of messages) {
      this.#lastNumber = number;
      if (isSent) this.#keepSent(stream, bytes);
      else this.#keepUnsent({ stream, isAnswer, message: bytes, requestKey });
      if (requestKey !== undefined) this.#journal?.answeredElsewhere(requestKey);
      this.#journal?.message(number, bytes, { stream, isSent, isAnswer, requestKey });
    }
    this.#lastNumber += UNKNOWN_MESSAGES;
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
  add(message: Buffer, of: MessageToKeep): number {
    this.#lastNumber += 1;
    const { stream, isSent, isAnswer, requestId } = of;
    this.#journal?.message(this.#lastNumber, message, { stream, isSent, isAnswer, requestId });
    if (!isSent) this.#keepUnsent({ stream, isAnswer, message: ownCopy(message), requestKey: requestId?.key });
    else if (message.length <= this.#options.maxOutboxBytes) this.#keepSent(stream, message);
    else if (requestId !== undefined) {
      this.#keepSent(stream, errorAnswer(requestId, new AnswerNotKeptError(message.length)));
    } // else it would push out all others
    while (this.#isOver && this.#makeRoom());
    return this.#lastNumber;
  }

  /**
   * Messages of a stream that were never sent, and so come after `after`, the newest that its client names; with it, also
   * those that were sent and came after that.
   */
  *missed(stream: number, after?: number): Generator<readonly [number, Buffer]> {
    if (after !== undefined) yield* this.#sent.after(stream, after);
    for (const [number, unsent] of this.#unsent) {
      if (unsent.stream !== stream) continue;
      const { message, isAnswer, requestKey } = unsent;
      this.#takeUnsent(number, unsent);
      this.#sent.add(number, stream, message);
      this.#journal?.message(number, message, { stream, isSent: true, isAnswer, requestKey });
      if (after === undefined || number > after) yield [number, message]; // else the last replica has sent it, unnoted
    }
  }

  /** Forgets answers to these requests that were not sent yet: the client has had them from another replica. */
  forgetAnswers(isAnswered: (requestKey: string) => boolean): void {
    for (const [number, unsent] of this.#unsent) {
      if (unsent.requestKey === undefined || !isAnswered(unsent.requestKey)) continue;
      this.#forgetUnsent(number, unsent);
      this.#journal?.forgetMessage(number);
    }
  }

  /** Whether anything is left of a stream. */
  has(stream: number): boolean {
    return this.#keptOf.has(stream);
  }

  /**
   * Forgets what had been sent by the last call, and what belongs to the answer of one request: its client has not come
   * back for it. To be called once in the time that messages are kept for at least.
   */
  forgetOld(): void {
    for (let old = this.#sent.countOld(); old > 0; old--) this.#forgetOldestSent();
    for (const [number, unsent] of this.#unsent) {
      if (number > this.#mark) break;
      if (unsent.stream !== MAIN_STREAM) this.#forgetUnsent(number, unsent);
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
      this.#forgetOldestSent();
      return true;
    }
    if (this.#options.whenFull === 'hold-back') return false;
    const oldest = this.#oldestUnsent();
    if (oldest === undefined) return false;
    this.#dropped += 1;
    this.#forgetUnsent(...oldest);
    return true;
  }

  /** Answers go last. */
  #oldestUnsent(): [number, UnsentMessage] | undefined {
    for (const entry of this.#unsent) if (!entry[1].isAnswer) return entry;
    return this.#unsent.entries().next().value;
  }

  #keepUnsent(unsent: UnsentMessage): void {
    this.#unsent.set(this.#lastNumber, unsent);
    this.#unsentBytes += unsent.message.length;
    this.#count(unsent.stream, 1);
  }

  #keepSent(stream: number, message: Buffer): void {
    this.#sent.add(this.#lastNumber, stream, message);
    this.#count(stream, 1);
  }

  #forgetOldestSent(): void {
    const stream = this.#sent.forgetOldest();
    if (stream !== undefined) this.#count(stream, -1);
  }

  #forgetUnsent(number: number, unsent: UnsentMessage): void {
    this.#takeUnsent(number, unsent);
    this.#count(unsent.stream, -1);
  }

  #takeUnsent(number: number, { message }: UnsentMessage): void {
    this.#unsent.delete(number);
    this.#unsentBytes -= message.length;
  }

  #count(stream: number, more: 1 | -1): void {
    const count = (this.#keptOf.get(stream) ?? 0) + more;
    if (count === 0) this.#keptOf.delete(stream);
    else this.#keptOf.set(stream, count);
  }
}
