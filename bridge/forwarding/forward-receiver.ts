import type { IncomingMessage, ServerResponse } from 'node:http';
import { ForwardRefusedError, NotFoundError, NotOwnerError } from '../errors.ts';
import { type ErrorReport, respondWithError } from '../http/error-response.ts';
import { Exchange, type MessageHandler, pathOf } from '../http/exchange.ts';
import { handleMessage } from '../http/message-middleware.ts';
import { readBody } from '../http/read-body.ts';
import { FORWARD_HEADER, type ForwardClaims, hashBody, readForward } from './forward-signature.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { PING_PATH } from './forwarder.ts';
import { ReplayWindow } from './replay-window.ts';

/** Senders whose numbers are remembered; of more, the one that was first heard of goes. */
const MOST_SENDERS = 1000;

export interface ForwardReceiverOptions {
  readonly replicaId: string;
  readonly clusterSecret: string;
  readonly clockSkewMs: number;
  readonly maxBodyBytes: number;
}

export interface ForwardReceiverParts {
  /** By method and path, as in `POST /mcp`. None of them forwards. */
  readonly handlers: ReadonlyMap<string, MessageHandler>;
  /** Whether this replica answers for a session. */
  readonly answersFor: (sessionId: string) => Promise<boolean>;
  readonly report: ErrorReport;
}

/** Takes requests that other replicas forward. What it cannot trust it refuses before it has read the body. */
export class ForwardReceiver {
  readonly #options: ForwardReceiverOptions;
  readonly #parts: ForwardReceiverParts;
  readonly #windows = new Map<string, ReplayWindow>();

  constructor(parts: ForwardReceiverParts, options: ForwardReceiverOptions) {
    this.#options = options;
    this.#parts = parts;
  }

  /** Whether a request says that a replica forwarded it. */
  static isForwarded({ headers }: IncomingMessage): boolean {
    return headers[FORWARD_HEADER] !== undefined;
  }

  receive(request: IncomingMessage, response: ServerResponse): void {
    const exchange = new Exchange(request, response);
    this.#receive(exchange).catch((error: unknown) => respondWithError(exchange, error, this.#parts.report));
  }

  async #receive(exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const { bodyHash, isRetried } = this.#verify(exchange);
    const path = pathOf(request);
    if (path === PING_PATH) return this.#answerPing(exchange);
    const handler = this.#parts.handlers.get(`${request.method} ${path}`);
    if (handler === undefined) throw new NotFoundError([...this.#parts.handlers.keys()]);
    if (request.method === 'POST') exchange.body = await readBody(exchange, this.#options.maxBodyBytes);
    if (hashBody(exchange.body) !== bodyHash) throw new ForwardRefusedError('its body was altered on the way');
    exchange.isRetried = isRetried;
    handleMessage(handler, exchange, this.#parts.report);
  }

  #verify(exchange: Exchange): ForwardClaims {
    const { method = '', url: target = '', headers } = exchange.request;
    const { replicaId, clusterSecret, clockSkewMs } = this.#options;
    const signed = { method, target, headers: forwardedHeaders(headers) };
    const claims = readForward(exchange.header(FORWARD_HEADER), signed, clusterSecret);
    const skewMs = Date.now() - claims.sentMs;
    if (claims.to !== replicaId) throw new NotOwnerError(); // for the replica that had this address before
    if (Math.abs(skewMs) > clockSkewMs) {
      throw new ForwardRefusedError(`it was sent ${skewMs} ms ago by this clock: set the clocks of the replicas right`);
    }
    if (!this.#windowOf(claims.from).accept(claims.number)) throw new ForwardRefusedError('it was here before');
    return claims;
  }

  #windowOf(sender: string): ReplayWindow {
    let window = this.#windows.get(sender);
    if (window === undefined) {
      window = new ReplayWindow();
      const [oldest = ''] = this.#windows.size >= MOST_SENDERS ? this.#windows.keys() : [];
      this.#windows.delete(oldest);
      this.#windows.set(sender, window);
    }
    return window;
  }

  async #answerPing(exchange: Exchange): Promise<void> {
    if (!(await this.#parts.answersFor(exchange.header('mcp-session-id')))) throw new NotOwnerError();
    exchange.response.writeHead(204).end();
  }
}
