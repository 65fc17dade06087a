import type { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import {
  CancelledError,
  DeadlineError,
  InvalidResponseError,
  outcomeOf,
  RedirectRefusedError,
  UnreachableError,
} from './errors.ts';
import { BrokenBodyError, exchange, type HttpResponse, StaleConnectionError } from './http-exchange.ts';
import { refusalError, wordsOf } from './refusal.ts';
import { retryAfterMs } from './retry-after.ts';
import type { SiteConfig } from './site-config.ts';

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One call of a site's REST API. */
export interface RestRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, with a leading slash. Parts that come from a caller are percent-encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Whether repeating it changes nothing. @default true for GET, false for the rest */
  readonly safe?: boolean;
  readonly signal: AbortSignal;
}

export interface RestClientOptions {
  /** Time for one call, waiting and repeating included. @default 30_000 */
  readonly deadlineMs?: number;
  /** Longest wait that `Retry-After` may ask for; beyond it the call fails at once. @default 10_000 */
  readonly maxRetryWaitMs?: number;
  /** How often a safe call that was refused with 429 or 503 is repeated. @default 2 */
  readonly maxRetries?: number;
  /** Largest answer, in bytes. @default 20_971_520 (20 MiB) */
  readonly maxBodyBytes?: number;
}

const defaults = { deadlineMs: 30_000, maxRetryWaitMs: 10_000, maxRetries: 2, maxBodyBytes: 20 * 1024 * 1024 };
const MAX_REDIRECTS = 3;

/** Speaks JSON with one site: authentication, deadline, bounded patience with rate limits, errors that say what to do. */
export class RestClient {
  readonly #site: SiteConfig;
  readonly #base: URL;
  readonly #log: Log;
  readonly #options: Required<RestClientOptions>;
  /** A promise, so that the calls of a first burst share one agent, and its limit. */
  #agent: Promise<Agent> | undefined;

  constructor(site: SiteConfig, base: URL, log: Log, options: RestClientOptions = {}) {
    this.#site = site;
    this.#base = base;
    this.#log = log;
    this.#options = { ...defaults, ...options };
  }

  /** Resolves to the parsed answer, `undefined` for an empty one. Rejects with a `ToolError`. */
  async request(request: RestRequest): Promise<unknown> {
    const deadline = AbortSignal.timeout(this.#options.deadlineMs);
    const signal = AbortSignal.any([request.signal, deadline]);
    const safe = request.safe ?? (request.method ?? 'GET') === 'GET';
    const url = this.#urlOf(request);
    try {
      return this.#parse(await this.#send(request, url, safe, signal), request);
    } catch (error) {
      if (request.signal.aborted) throw new CancelledError();
      if (deadline.aborted)
        throw new DeadlineError(this.#site.service, nameOf(request), this.#options.deadlineMs, this.#outcome(safe));
      if (error instanceof BrokenBodyError) {
        const outcome = safe ? 'Call again.' : this.#outcome(false);
        throw new InvalidResponseError(
          `The answer of ${this.#site.service} to ${nameOf(request)} ${error.message}. ${outcome}`,
        );
      }
      if (isNetworkError(error)) throw new UnreachableError(this.#site.service, url.origin, error, this.#outcome(safe));
      throw error;
    }
  }

  close(): void {
    void this.#agent?.then((agent) => agent.destroy());
  }

  async #send(request: RestRequest, first: URL, safe: boolean, signal: AbortSignal): Promise<HttpResponse> {
    let url = first;
    let retries = 0;
    for (let redirects = 0; ; ) {
      const response = await this.#exchange(request, url, safe, signal);
      const target = redirectOf(response, url);
      if (target !== undefined) {
        redirects += 1;
        const why = whyNotFollowed(target, url, request, redirects);
        if (why !== undefined) {
          const address = `${target.origin}${target.pathname}`;
          throw new RedirectRefusedError(this.#site.service, `${this.#site.variablePrefix}_URL`, address, why);
        }
        url = target;
        continue;
      }
      const loginFailed = /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED/.test(
        String(response.headers['x-seraph-loginreason'] ?? ''),
      );
      if (response.status < 300 && !loginFailed) return response;
      if (response.status < 400 && !loginFailed) {
        throw new InvalidResponseError(
          `${this.#site.service} answered ${response.status} to ${nameOf(request)}, a redirect to nowhere. ` +
            `Nothing was read or done. Check that ${this.#site.variablePrefix}_URL is the site itself.`,
        );
      }

      const waitMs = retryAfterMs(response.headers['retry-after'], Date.now());
      const patient =
        safe && retries < this.#options.maxRetries && waitMs !== undefined && waitMs <= this.#options.maxRetryWaitMs;
      if ((response.status === 429 || response.status === 503) && patient) {
        retries += 1;
        this.#log.info(
          { service: this.#site.service, status: response.status, waitMs, retries },
          'waiting to repeat a request',
        );
        await delay(waitMs, undefined, { signal });
        continue;
      }
      const status = response.status < 400 ? 401 : response.status;
      const refusal = { service: this.#site.service, request: nameOf(request), status, words: wordsOf(response.body) };
      throw refusalError(refusal, this.#site.variablePrefix, { safe, retryAfterMs: waitMs });
    }
  }

  async #exchange(request: RestRequest, url: URL, safe: boolean, signal: AbortSignal): Promise<HttpResponse> {
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      accept: 'application/json',
      authorization: this.#site.authorization,
      'user-agent': 'mcp-jira-confluence',
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      }),
    };
    this.#agent ??= this.#openAgent(url.protocol);
    const agent = await this.#agent;
    const once = (): Promise<HttpResponse> =>
      exchange({
        method: request.method ?? 'GET',
        url,
        headers,
        body,
        agent,
        signal,
        maxBodyBytes: this.#options.maxBodyBytes,
      });
    try {
      const response = await once();
      this.#log.debug(
        { service: this.#site.service, request: nameOf(request), status: response.status },
        'request answered',
      );
      return response;
    } catch (error) {
      if (error instanceof StaleConnectionError && safe) return once();
      throw error;
    }
  }

  async #openAgent(protocol: string): Promise<Agent> {
    const options = { keepAlive: true, maxSockets: 8 };
    if (protocol !== 'https:') return new (await import('node:http')).Agent(options);
    return new (await import('node:https')).Agent({ ...options, rejectUnauthorized: this.#site.verifyTls });
  }

  #urlOf({ path, query = {} }: RestRequest): URL {
    const url = new URL(this.#base);
    url.pathname = `${this.#base.pathname.replace(/\/$/, '')}${path}`;
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
    }
    return url;
  }

  #outcome(safe: boolean): string {
    return outcomeOf(safe, `${this.#site.variablePrefix}_URL`);
  }

  #parse({ status, headers, body }: HttpResponse, request: RestRequest): unknown {
    if (status === 204 || body.trim() === '') return undefined;
    try {
      return JSON.parse(body);
    } catch {
      const kind = headers['content-type']?.split(';')[0] ?? 'something';
      throw new InvalidResponseError(
        `${this.#site.service} answered ${status} to ${nameOf(request)} with ${kind} that is not JSON. ` +
          `Check that ${this.#site.variablePrefix}_URL is the site itself and not a login page or a proxy.`,
      );
    }
  }
}

function nameOf(request: RestRequest): string {
  return `${request.method ?? 'GET'} ${request.path}`;
}

function whyNotFollowed(target: URL, from: URL, request: RestRequest, redirects: number): string | undefined {
  if (target.origin !== from.origin) return 'credentials would go along';
  if (request.method !== undefined) return 'it is unknown whether a change that is sent again is made twice';
  return redirects > MAX_REDIRECTS ? `it is the redirect number ${redirects} of one call` : undefined;
}

function redirectOf({ status, headers }: HttpResponse, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  return URL.canParse(headers.location, from.href) ? new URL(headers.location, from) : undefined;
}

function isNetworkError(error: unknown): error is Error {
  return (
    error instanceof Error && ('syscall' in error || error instanceof StaleConnectionError || hasTlsOrSocketCode(error))
  );
}

function hasTlsOrSocketCode(error: Error): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^(E[A-Z]+|ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_|UNABLE_|HPE_)/.test(code);
}
