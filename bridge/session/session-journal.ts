import type { Journal } from '../directory/journal.ts';
import { AnswerNotKeptError } from '../errors.ts';
import type { MessageId } from '../jsonrpc/envelope.ts';
import { AnsweredIds } from './answered-ids.ts';
import { errorAnswer } from './error-answer.ts';
import { MAIN_STREAM } from './main-stream.ts';
import { ownCopy } from './own-copy.ts';
import type { PendingRequest } from './pending-requests.ts';
import { NO_ID, SeenIds } from './seen-ids.ts';
import type { WhenFull } from './when-full.ts';

/** What a message is, for a replica that goes on with its session. */
export interface JournaledMessage {
  readonly stream: number;
  /** Whether it was sent on a response, or waits for one. */
  readonly isSent: boolean;
  readonly isAnswer: boolean;
  /** The request that it answers, where its client is to be told so if the answer is too large to be kept. */
  readonly requestId?: MessageId | undefined;
  /** The key of its id, where that is all that is known. @default that of `requestId` */
  readonly requestKey?: string | undefined;
}

/** What a session is, beside what it has yet to do. */
export interface SessionFacts {
  readonly era: string;
  readonly whenFull: WhenFull;
  readonly protocolVersion: string;
}

/**
 * Notes in the journal of a session what another replica needs to go on with it. `restored-session` reads it.
 *
 * Fields: `facts`; `handshake`, a message a line; `asked`, the ids of the child's own open requests, one a line; `r<ordinal>` for
 * each unanswered request; `m<number>` for each of the latest messages to the client. The last two begin with a line of
 * JSON that says what they are; the message follows as it was.
 */
export class SessionJournal {
  readonly #journal: Journal;
  readonly #maxBytes: number;
  #requestBytes = 0;
  /** Bytes by number, oldest first. */
  readonly #messages = new Map<number, number>();
  #messageBytes = 0;
  /** The newest message at the last look. */
  #mark = 0;
  #lastNumber = 0;
  readonly #answeredIds = new AnsweredIds();
  readonly #seenIds: SeenIds;

  /** `seenIds` of a session that is not new. */
  constructor(
    journal: Journal,
    { maxJournalBytes }: { readonly maxJournalBytes: number },
    seenIds = new SeenIds(NO_ID),
  ) {
    this.#journal = journal;
    this.#maxBytes = maxJournalBytes;
    this.#seenIds = seenIds;
  }

  /** Whether the session surely has not had a request of this id. */
  isNew({ key }: MessageId): boolean {
    return this.#seenIds.isNew(key);
  }

  /** A request that was answered on the session's own stream, by another replica. */
  answeredElsewhere(requestKey: string): void {
    this.#seenIds.add(requestKey);
  }

  /** Whether a request of this id has come before, as far as that is known. */
  isSeen({ key }: MessageId): boolean {
    return this.#seenIds.isSeen(key);
  }

  /** What of late has been answered on the session's own stream, for the ids of its events: see `AnsweredIds`. */
  get answeredIds(): string {
    if (this.#journal.isStored) this.#answeredIds.clear();
    return this.#answeredIds.toString();
  }

  /** Resolves once all of it is stored; undefined where there is nothing to wait for. */
  written(): Promise<void> | undefined {
    return this.#journal.written();
  }

  /** `isComplete`: the session has come to rest, so that its next replica knows which ids it has had. */
  facts(facts: SessionFacts, isComplete = false): void {
    const { highest: highestId, ranges: seenIds } = this.#seenIds;
    const ids = isComplete ? { highestId, seenIds } : {};
    this.#journal.put('facts', Buffer.from(JSON.stringify({ ...facts, ...ids })));
  }

  /** The messages that bring a fresh child to the session's state. */
  handshake(steps: readonly { readonly bytes: Buffer }[]): void {
    this.#journal.put('handshake', Buffer.from(steps.map(({ bytes }) => bytes.toString()).join('\n')));
  }

  /** What the child has asked the client and waits for. */
  asked(ids: readonly MessageId[]): void {
    this.#journal.put('asked', Buffer.from(ids.map(({ json }) => json).join('\n')));
  }

  /** A request that waits for its answer. To be called again when its answer gets a stream, or it is repeated. */
  request(request: PendingRequest): void {
    this.#seenIds.add(request.id.key);
    const bytes = request.envelope?.bytes.length ?? 0;
    if (!request.isJournaled && this.#requestBytes + bytes <= this.#maxBytes) {
      request.isJournaled = true;
      this.#requestBytes += bytes;
    }
    this.#journal.put(`r${request.ordinal}`, () => requestValue(request));
  }

  answered(request: PendingRequest): void {
    if (request.sink === undefined) this.#answeredIds.add(request.id.key);
    if (request.isJournaled) this.#requestBytes -= request.envelope?.bytes.length ?? 0;
    this.#journal.remove(`r${request.ordinal}`);
  }

  /** A message to the client. To be called again when it is sent. One that is too large is left out, or an error takes its place. */
  message(number: number, message: Buffer, as: JournaledMessage): void {
    const { stream, isSent, isAnswer, requestId, requestKey = requestId?.key } = as;
    if (message.length > this.#maxBytes) {
      if (requestId === undefined) return;
      message = errorAnswer(requestId, new AnswerNotKeptError(message.length));
    }
    this.forgetMessage(number);
    this.#messages.set(number, message.length);
    this.#messageBytes += message.length;
    this.#lastNumber = Math.max(this.#lastNumber, number);
    const bytes = ownCopy(message);
    const head = { stream, isSent, isAnswer, requestKey };
    this.#journal.put(`m${number}`, () => Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]));
    for (const [oldest] of this.#messages) {
      if (this.#messageBytes <= this.#maxBytes) break;
      this.forgetMessage(oldest);
    }
  }

  /** Forgets messages that were there at the last call. To be called once in the time that they are kept for. */
  forgetOld(): void {
    for (const [number] of this.#messages) {
      if (number > this.#mark) break;
      this.forgetMessage(number);
    }
    this.#mark = this.#lastNumber;
  }

  forgetMessage(number: number): void {
    const bytes = this.#messages.get(number);
    if (bytes === undefined) return;
    this.#messages.delete(number);
    this.#messageBytes -= bytes;
    this.#journal.remove(`m${number}`);
  }
}

function requestValue({ id, method, sink, wasRepeated, isJournaled, envelope }: PendingRequest): Buffer {
  const head = { id: id.json, method, stream: sink === undefined ? MAIN_STREAM : sink.streamNumber, wasRepeated };
  const bytes = isJournaled ? envelope?.bytes : undefined;
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...(bytes === undefined ? [] : [bytes])]);
}
