import { OutcomeUnknownError } from '../errors.ts';
import type { RequestEnvelope } from '../jsonrpc/envelope.ts';
import { parseAnsweredIds } from './answered-ids.ts';
import type { Answers } from './answers.ts';
import type { Delivery } from './delivery.ts';
import type { EventPosition } from './event-id.ts';
import type { AnswerSink } from './message-sink.ts';
import type { PendingRequest } from './pending-requests.ts';
import type { RestoredSession } from './restored-session.ts';
import type { SessionJournal } from './session-journal.ts';
import type { SessionServer } from './session-server.ts';

/** Ids that came with word that they may have come before; of more, the first are forgotten. */
const MOST_RETRIED = 256;

export interface TransferParts {
  readonly journal: SessionJournal | undefined;
  readonly delivery: Delivery;
  readonly answers: Answers;
  readonly server: SessionServer;
}

/** How a session comes from another replica and goes to one, and what it makes of requests that may have gone to both. */
export class Transfer {
  readonly #parts: TransferParts;
  /** Whether the session came from another replica, and its client has not yet said what it has been answered there. */
  #isUnconfirmed = false;
  /** Which requests the client has been answered by the last replica, as it says when it comes back. */
  #isAnswered: (idKey: string) => boolean = () => false;

  /** Ids of requests that were sent a second time: the first may be on its way still, and come without a word of that. */
  #retriedIds: Set<string> | undefined;

  constructor(parts: TransferParts) {
    this.#parts = parts;
  }

  /** Goes on with what another replica has left. */
  takeOver(restored: RestoredSession): void {
    const { delivery, answers, server } = this.#parts;
    this.#isUnconfirmed = true;
    delivery.restore(restored);
    answers.restore(restored.requests);
    server.goOn(restored, new OutcomeUnknownError('The replica that had this session was lost'));
  }

  /** The client comes back, after the event that it names. */
  confirm({ answered }: EventPosition): void {
    if (!this.#isUnconfirmed) return;
    this.#isUnconfirmed = false;
    if (!answered) return;
    this.#isAnswered = parseAnsweredIds(answered);
    this.#parts.answers.forgetAnswered(this.#isAnswered);
  }

  /**
   * Answers a request that came a second time, where nobody knows what became of the first. False where it is to be carried
   * out: it came once, or surely was not carried out yet, or may be once more.
   */
  settles(request: RequestEnvelope, sink: AnswerSink | undefined, isRetried: boolean): boolean {
    if (isRetried) this.#noteRetried(request.id.key);
    else if (this.#retriedIds?.has(request.id.key) !== true) return false;
    const { answers, journal, server } = this.#parts;
    if (answers.answerAgain(request, sink)) return true;
    const isAnswered = this.#isAnswered(request.id.key) || journal?.isSeen(request.id);
    if (sink === undefined && isAnswered) return true; // on the session's stream
    if (journal?.isNew(request.id) || server.mayRepeat(request) === true) return false;
    const lost = new OutcomeUnknownError('The replica that had this session was lost');
    answers.expect(request, sink);
    if (server.mayRepeat(request) === undefined) void server.writeIfSafe(request, lost);
    else answers.failAll(lost, ({ id }) => id.key === request.id.key);
    return true;
  }

  #noteRetried(idKey: string): void {
    this.#retriedIds ??= new Set();
    const [oldest = ''] = this.#retriedIds.size >= MOST_RETRIED ? this.#retriedIds : [];
    this.#retriedIds.delete(oldest);
    this.#retriedIds.add(idKey);
  }

  /** Whether something is under way that the next replica may not ask again. */
  get isHeldUp(): boolean {
    for (const request of this.#parts.answers.requests) if (!this.#mayBeAskedAgain(request)) return true;
    return false;
  }

  /** Answers what the next replica may not ask again. */
  answerForGood(): void {
    const lost = new OutcomeUnknownError('This replica was shut down');
    this.#parts.answers.failAll(lost, (request) => !this.#mayBeAskedAgain(request));
  }

  #mayBeAskedAgain({ envelope }: PendingRequest): boolean {
    return envelope !== undefined && this.#parts.server.mayRepeat(envelope) === true;
  }
}
