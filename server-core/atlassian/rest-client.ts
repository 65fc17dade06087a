import type { Log } from '../log.ts';
import { askCloudId } from './ask-cloud-id.ts';
import { Connections } from './connections.ts';
import type { HttpResponse } from './http-exchange.ts';
import { jsonIn } from './json-answer.ts';
import type { UploadFile } from './multipart.ts';
import type { Patience } from './patience.ts';
import { remember } from './remember.ts';
import { addressOf, gatewayBase, type QueryValue } from './rest-address.ts';
import { type Call, Sender } from './sender.ts';
import type { SiteConfig } from './site-config.ts';
import { unlessAborted } from './unless-aborted.ts';
import { withinDeadline } from './within-deadline.ts';

interface Place {
  /** Below the base URL, with a leading slash, and a query if need be. Parts that come from a caller are percent-encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  readonly signal: AbortSignal;
}

/** One call of a site's REST API. */
export interface RestRequest extends Place {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Whether repeating it changes nothing. @default true for GET, false for the rest */
  readonly safe?: boolean;
}

export interface UploadRequest extends Place {
  /** @default 'POST' */
  readonly method?: 'POST' | 'PUT' | undefined;
  /** The name of the file's part of the form. */
  readonly part: string;
  readonly file: UploadFile;
  /** The other parts of the form. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** `path` may also be a whole address on the site. */
export interface DownloadRequest extends Place {
  readonly maxBytes: number;
}

export interface Download {
  readonly bytes: Buffer;
  readonly mediaType: string | undefined;
}

export interface RestClientOptions extends Partial<Patience> {
  /** Time for one call, waiting and repeating included. @default the site's `timeoutMs`, else 30_000 */
  readonly deadlineMs?: number;
  /** @default 10_000 */
  readonly maxRetryWaitMs?: number;
  /** @default 2 */
  readonly maxRetries?: number;
  /** @default 500 */
  readonly backoffMs?: number;
  /** Largest answer to a request or an upload, in bytes. @default 20_971_520 (20 MiB) */
  readonly maxBodyBytes?: number;
}

const defaults = { maxRetryWaitMs: 10_000, maxRetries: 2, backoffMs: 500, maxBodyBytes: 20 * 1024 * 1024 };

/** Speaks with one site: authentication, deadline, bounded patience with rate limits, errors that say what to do. */
export class RestClient {
  readonly site: SiteConfig;
  readonly #base: URL;
  readonly #options: typeof defaults;
  readonly #deadlineMs: number;
  readonly #connections: Connections;
  readonly #sender: Sender;
  readonly #gateway = remember(async () => {
    const { cloudId = 'auto' } = this.site;
    return gatewayBase(
      this.site,
      cloudId === 'auto' ? await askCloudId(this.site, this.#sender, this.#deadlineMs) : cloudId,
    );
  });

  /** `base` is where the product's API is on the site; with a cloud id in `site`, calls go to the gateway instead. */
  constructor(site: SiteConfig, base: URL, log: Log, options: RestClientOptions = {}) {
    this.site = site;
    this.#base = base;
    this.#options = { ...defaults, ...options };
    this.#deadlineMs = options.deadlineMs ?? site.timeoutMs ?? 30_000;
    this.#connections = new Connections(site);
    this.#sender = new Sender(site, this.#connections, this.#options, log);
  }

  /** Resolves to the parsed answer, `undefined` for an empty one. Rejects with a `ToolError`. */
  async request({ method = 'GET', body, safe = method === 'GET', ...place }: RestRequest): Promise<unknown> {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const headers = { accept: 'application/json', ...(json !== undefined && { 'content-type': 'application/json' }) };
    return this.#json(await this.#send(place, { method, headers, body: json, safe }));
  }

  /** Sends a file as a form. Resolves to the parsed answer, as {@link request} does. */
  async upload({ method = 'POST', part, file, fields = {}, ...place }: UploadRequest): Promise<unknown> {
    const { multipartOf } = await import('./multipart.ts');
    const { body, mediaType } = await multipartOf(part, file, fields);
    // Atlassian refuses forms that a browser could have been tricked into sending
    const headers = { accept: 'application/json', 'content-type': mediaType, 'x-atlassian-token': 'no-check' };
    return this.#json(await this.#send(place, { method, headers, body, safe: false }));
  }

  /** Fetches a file, also from another host that the site leads to; that host is not told who calls. */
  async download({ maxBytes, ...place }: DownloadRequest): Promise<Download> {
    const call = { method: 'GET', headers: { accept: '*/*' }, safe: true, mayLeave: true, maxBodyBytes: maxBytes };
    const { response } = await this.#send(place, call);
    return { bytes: response.body, mediaType: response.headers['content-type'] };
  }

  /** Ends the kept connections. */
  close(): void {
    this.#connections.close();
  }

  async #send(
    { path, query = {}, signal: cancelled }: Place,
    call: Pick<Call, 'method' | 'headers' | 'body' | 'safe'> & Partial<Pick<Call, 'mayLeave' | 'maxBodyBytes'>>,
  ): Promise<Answer> {
    const { site } = this;
    const { method, safe, body } = call;
    const name = `${method} ${URL.canParse(path) ? new URL(path).pathname : path.split('?')[0]}`;
    const timed = { site, name, safe, deadlineMs: this.#deadlineMs, cancelled };
    const response = await withinDeadline(timed, async (time) => {
      const base = site.cloudId === undefined ? this.#base : await unlessAborted(this.#gateway(), time.signal);
      const url = addressOf(path, query, { site, siteBase: this.#base, base });
      const headers = {
        ...call.headers,
        authorization: site.authorization,
        'user-agent': 'mcp-jira-confluence',
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      };
      const { maxBodyBytes } = this.#options;
      return this.#sender.send({ mayLeave: false, maxBodyBytes, ...call, ...time, name, url, headers });
    });
    return { response, name };
  }

  #json({ response, name }: Answer): unknown {
    return jsonIn(response, name, this.site);
  }
}

interface Answer {
  readonly response: HttpResponse;
  /** Method and path of the call. */
  readonly name: string;
}
