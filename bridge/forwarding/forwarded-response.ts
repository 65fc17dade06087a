import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { endResponse } from '../http/end-response.ts';
import { limitUnread } from '../http/limit-unread.ts';

/** What becomes of a request that was sent to another replica. */
export type ForwardOutcome =
  /** It was answered, or the answer has begun. */
  | 'answered'
  /** That replica does not have the session. */
  | 'not-owner'
  /** That replica could not be reached: nothing was sent. */
  | 'not-sent'
  /** It was sent, and nobody knows what became of it. */
  | 'lost'
  /** Its client has gone meanwhile. */
  | 'client-left';

const NOT_OWNER_STATUS = 421;

/** Headers of one connection, not of the response (RFC 9110 §7.6.1), and one that Node adds itself. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer', 'date']);

/** A longer body is passed on as it comes. */
const ONE_PIECE_BYTES = 8192;

/** Passes the response of another replica on to the client, as it comes and no faster than the client reads. */
export class ForwardedResponse implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<ForwardOutcome>;
  readonly #response: ServerResponse;
  readonly #unreadTimeoutMs: number;
  #settle: (outcome: ForwardOutcome) => void = () => {};
  #controller: Dispatcher.DispatchController | undefined;
  #isSent = false;
  #isSettled = false;
  #isCut = false;
  #status = 0;
  #headers: OutgoingHttpHeaders = {};
  readonly #left = (): void => {
    this.#decide('client-left');
    this.#controller?.abort(new Error('the client has gone'));
  };

  constructor(response: ServerResponse, unreadTimeoutMs: number) {
    this.#response = response;
    this.#unreadTimeoutMs = unreadTimeoutMs;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    response.once('close', this.#left);
  }

  /** Waits for an answer no longer; does nothing where it has begun. */
  giveUp(): void {
    if (this.#isSettled) return;
    this.#decide(this.#isSent ? 'lost' : 'not-sent');
    this.#controller?.abort(new Error('the replica does not answer any more'));
  }

  /** Ends it for its client, as soon as it has begun, though it goes on there. */
  cut(): void {
    this.#isCut = true;
    if (this.#response.headersSent) endResponse(this.#response, this.#unreadTimeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isSettled) {
      controller.abort(new Error('nobody waits for it any more'));
      return;
    }
    this.#controller = controller;
    this.#isSent = true;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    if (status === NOT_OWNER_STATUS) {
      this.#decide('not-owner');
      controller.abort(new Error('not the owner'));
      return;
    }
    this.#decide('answered');
    this.#status = status;
    this.#headers = endToEnd(headers);
    if (Number(headers['content-length'] ?? Number.NaN) <= ONE_PIECE_BYTES) return; // goes in one piece with the body
    this.#begin();
    this.#response.flushHeaders();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const response = this.#response;
    if (response.destroyed || response.writableEnded) return;
    if (!response.headersSent) {
      this.#begin();
      if (chunk.length === Number(this.#headers['content-length'])) {
        endResponse(response, this.#unreadTimeoutMs, chunk);
        return;
      }
    }
    const hasRoom = response.write(chunk);
    if (this.#isCut) endResponse(response, this.#unreadTimeoutMs);
    if (hasRoom) return;
    controller.pause();
    limitUnread(response, this.#unreadTimeoutMs);
    response.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    const response = this.#response;
    if (!this.#isSettled || this.#status === 0 || response.writableEnded || response.destroyed) return;
    if (!response.headersSent) this.#begin();
    endResponse(response, this.#unreadTimeoutMs);
  }

  onResponseError(): void {
    if (!this.#isSettled) this.#decide(this.#isSent ? 'lost' : 'not-sent');
    else if (this.#status !== 0 && !this.#response.writableEnded) this.#response.destroy(); // broken off there, so here
  }

  #begin(): void {
    this.#response.writeHead(this.#status, this.#headers);
  }

  #decide(outcome: ForwardOutcome): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    if (outcome !== 'answered') this.#response.off('close', this.#left);
    this.#settle(outcome);
  }
}

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) if (!OF_THE_CONNECTION.has(name)) kept[name] = value;
  return kept;
}
