import type { ServerResponse } from 'node:http';
import { Agent } from 'undici';
import type { Replica } from '../directory/directory.ts';
import type { Exchange } from '../http/exchange.ts';
import { FORWARD_HEADER, hashBody, signForward } from './forward-signature.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { ForwardedResponse, type ForwardOutcome } from './forwarded-response.ts';

/** Whether a replica has a session: `silent` where it does not say in time. */
export type PingAnswer = 'has-it' | 'has-it-not' | 'silent';

/** Asks a replica whether it has the session of the `Mcp-Session-Id` header. */
export const PING_PATH = '/cluster/session';

/** Shorter than what the other side grants an idle connection, so that none is used just when it is closed. Milliseconds. */
const KEEP_ALIVE_MS = 30_000;

export interface ForwarderOptions {
  readonly replicaId: string;
  readonly clusterSecret: string;
  readonly leaseMs: number;
  readonly unreadTimeoutMs: number;
}

/** A request that is on its way to another replica. */
export interface Forward {
  readonly outcome: Promise<ForwardOutcome>;
  /** Waits for an answer no longer; does nothing where it has begun. */
  giveUp(): void;
}

/** Sends requests to the replicas that they are for, and their answers back: both streamed, over connections that are kept. */
export class Forwarder {
  readonly #options: ForwarderOptions;
  /** For a connection to be made, and for a ping to be answered. Milliseconds. */
  readonly #timeoutMs: number;
  readonly #agent: Agent;
  readonly #streams = new Set<ForwardedResponse>();
  #endsStreams = false;
  #lastNumber = 0;

  constructor(options: ForwarderOptions) {
    this.#options = options;
    this.#timeoutMs = Math.min(1000, options.leaseMs / 6);
    this.#agent = new Agent({
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0, // a tool may take its time, and a stream be quiet: who waits watches the owner's lease
      bodyTimeout: 0,
      connect: { timeout: this.#timeoutMs },
    });
  }

  /** Sends a request on. The exchange is untouched unless the outcome is `answered`. */
  forward(exchange: Exchange, owner: Replica, principal = ''): Forward {
    const { request, response, body, isRetried } = exchange;
    const { method = '', url: target = '' } = request;
    const answer = new ForwardedResponse(response, this.#options.unreadTimeoutMs);
    if (method === 'GET') this.#noteStream(answer, response);
    const headers = forwardedHeaders(request.headers);
    const signature = this.#sign({ method, target, headers }, owner, { body, isRetried, principal });
    this.#agent.dispatch(
      {
        origin: owner.url,
        method: method as 'GET',
        path: target,
        headers: { ...headers, [FORWARD_HEADER]: signature },
        body: body ?? null,
      },
      answer,
    );
    return answer;
  }

  /** Whether a replica has a session. Never rejects. */
  async ping(owner: Replica, sessionId: string): Promise<PingAnswer> {
    const request = { method: 'GET', target: PING_PATH, headers: { 'mcp-session-id': sessionId } } as const;
    const signature = this.#sign(request, owner, { body: undefined, isRetried: false, principal: '' });
    try {
      const { statusCode, body } = await this.#agent.request({
        origin: owner.url,
        method: 'GET',
        path: PING_PATH,
        headers: { ...request.headers, [FORWARD_HEADER]: signature },
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      await body.dump();
      return statusCode === 204 ? 'has-it' : 'has-it-not';
    } catch {
      return 'silent';
    }
  }

  /**
   * Ends the streams that sessions of other replicas have through this one, for their clients to come back elsewhere. Those
   * that are opened from now on end with their first event.
   */
  endStreams(): void {
    this.#endsStreams = true;
    for (const stream of this.#streams) stream.cut();
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #noteStream(stream: ForwardedResponse, response: ServerResponse): void {
    if (this.#endsStreams) stream.cut();
    this.#streams.add(stream);
    response.once('close', () => this.#streams.delete(stream));
  }

  #sign(
    request: { readonly method: string; readonly target: string; readonly headers: Readonly<Record<string, string>> },
    owner: Replica,
    { body, ...others }: { readonly body: Buffer | undefined; readonly isRetried: boolean; readonly principal: string },
  ): string {
    this.#lastNumber += 1;
    const { replicaId: from, clusterSecret } = this.#options;
    const claims = { ...others, from, to: owner.id, number: this.#lastNumber, sentMs: Date.now() };
    return signForward({ ...claims, bodyHash: hashBody(body) }, request, clusterSecret);
  }
}
