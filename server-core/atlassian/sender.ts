import type { LookupFunction } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import { InvalidResponseError, RedirectRefusedError } from './errors.ts';
import { exchange, type HttpResponse } from './http-exchange.ts';
import { isNetworkFailure, NetworkError, PrivateAddressError, StaleConnectionError } from './network-errors.ts';
import { type Patience, waitAfterBreak, waitAfterRefusal } from './patience.ts';
import { readRateLimit } from './rate-limit.ts';
import { redirectOf, whyNotFollowed } from './redirect.ts';
import { refusalError, wordsOf } from './refusal.ts';
import type { SiteConfig } from './site-config.ts';

/** One call of a site, however many requests it takes. */
export interface Call {
  /** Method and path for messages and logs, without the query, which may hold what a user searched for. */
  readonly name: string;
  readonly method: string;
  readonly url: URL;
  /** Sent to the site itself. Elsewhere only `accept` goes along. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** Whether repeating it changes nothing. */
  readonly safe: boolean;
  /** Whether redirects may lead away from the site, where nothing says who calls. */
  readonly mayLeave: boolean;
  readonly maxBodyBytes: number;
  /** When the call is to be over, as `performance.now()` has it. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
}

/** Gets an answer to a call: follows redirects, waits where the site asks for it, repeats what may be repeated. */
export class Sender {
  readonly #site: SiteConfig;
  readonly #connections: Connections;
  readonly #patience: Patience;
  readonly #log: Log;

  constructor(site: SiteConfig, connections: Connections, patience: Patience, log: Log) {
    this.#site = site;
    this.#connections = connections;
    this.#patience = patience;
    this.#log = log;
  }

  /** Resolves to an answer that is a success. Rejects with a `ToolError`, or an error of `network-errors.ts`. */
  async send(call: Call): Promise<HttpResponse> {
    for (let retries = 0; ; retries += 1) {
      const outcome = await this.#attempt(call, retries);
      if ('response' in outcome) return outcome.response;
      const { error, waitMs } = outcome;
      // a wait that the deadline cuts short would end with less to tell than is known now
      if (waitMs === undefined || performance.now() + waitMs >= call.endsAt) throw error;
      this.#log.info(
        { service: this.#site.service, request: call.name, why: error.message, waitMs: Math.round(waitMs) },
        'waiting to repeat a request',
      );
      await delay(waitMs, undefined, { signal: call.signal });
    }
  }

  async #attempt(
    call: Call,
    retries: number,
  ): Promise<{ readonly response: HttpResponse } | { readonly error: Error; readonly waitMs: number | undefined }> {
    const { safe } = call;
    let response: HttpResponse;
    try {
      response = await this.#follow(call);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      return { error, waitMs: error.passing ? waitAfterBreak({ safe, retries }, this.#patience) : undefined };
    }
    const status = isFailedLogin(response) ? 401 : response.status;
    if (status < 300) return { response };
    if (status < 400) {
      throw new InvalidResponseError(
        `${this.#site.service} answered ${status} to ${call.name}, a redirect to nowhere. ` +
          `Nothing was read or done. Check that ${this.#site.variablePrefix}_URL is the site itself.`,
      );
    }
    const limit = readRateLimit(response.headers, Date.now());
    const words = wordsOf(response.body.toString('utf8'));
    const refusal = { service: this.#site.service, request: call.name, status, words };
    const error = refusalError(refusal, this.#site.variablePrefix, { safe, limit });
    return { error, waitMs: waitAfterRefusal({ status, limit, safe, retries }, this.#patience) };
  }

  async #follow(call: Call): Promise<HttpResponse> {
    let url = call.url;
    let own = true;
    for (let number = 1; ; number += 1) {
      const response = await this.#request(call, url, own);
      const target = redirectOf(response, url);
      if (target === undefined) return response;
      const why = whyNotFollowed({ method: call.method, from: url, target, number, mayLeave: call.mayLeave });
      if (why !== undefined) throw this.#refused(target, why);
      own &&= target.origin === url.origin; // who has left the site does not come back to it with credentials
      url = target;
    }
  }

  async #request(call: Call, url: URL, own: boolean): Promise<HttpResponse> {
    const { method, signal, maxBodyBytes, body } = call;
    const route = await this.#connections.routeTo(url, own);
    const lookup = own ? undefined : await this.#lookupAbroad(call.url, url);
    const headers = own ? call.headers : { accept: '*/*', 'user-agent': 'mcp-jira-confluence' };
    const send = (): Promise<HttpResponse> =>
      exchange({ method, url, headers, body, route, lookup, signal, maxBodyBytes });
    try {
      const response = await send().catch((error: unknown) => {
        if (error instanceof StaleConnectionError && call.safe) return send();
        throw error;
      });
      this.#log.debug({ service: this.#site.service, request: call.name, status: response.status }, 'request answered');
      return response;
    } catch (error) {
      if (error instanceof PrivateAddressError) throw this.#refused(url, WHY_PRIVATE);
      if (signal.aborted || !isNetworkFailure(error)) throw error;
      const by = route.proxy === undefined ? '' : ` through the proxy ${route.proxy.origin}`;
      throw new NetworkError(error, `${url.origin}${by}`);
    }
  }

  /** A public site must not have its answers fetched from the network that this server is in. */
  async #lookupAbroad(site: URL, target: URL): Promise<LookupFunction | undefined> {
    const { isPrivateByName, isPublicHost, publicLookup } = await import('./private-address.ts');
    if (!(await isPublicHost(site))) return undefined;
    if (isPrivateByName(target)) throw this.#refused(target, WHY_PRIVATE);
    return publicLookup;
  }

  #refused(target: URL, why: string): RedirectRefusedError {
    const { service, variablePrefix } = this.#site;
    return new RedirectRefusedError(service, `${variablePrefix}_URL`, `${target.origin}${target.pathname}`, why);
  }
}

const WHY_PRIVATE = 'it is an address of a private network';

/** Seraph, the login filter of Jira and Confluence, may let a call with a wrong password pass as anonymous. */
function isFailedLogin({ headers }: HttpResponse): boolean {
  return /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED/.test(String(headers['x-seraph-loginreason'] ?? ''));
}
