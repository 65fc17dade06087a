import type { Download, DownloadRequest, RestClient, RestRequest, UploadRequest } from '../atlassian/rest-client.ts';
import { textAt, type WireObject, wireObject } from '../atlassian/wire-value.ts';
import { InvalidArgumentsError } from '../errors.ts';

type Call = Omit<RestRequest, 'signal'>;

/** A Confluence site during one call: its requests end with that call. */
export class ConfluenceApi {
  /** Where people find the site, without a closing slash; on Cloud with `/wiki`. */
  readonly siteUrl: string;
  readonly #client: RestClient;
  readonly #signal: AbortSignal;

  constructor(client: RestClient, siteUrl: string, signal: AbortSignal) {
    this.#client = client;
    this.siteUrl = siteUrl;
    this.#signal = signal;
  }

  /** A path of the API: `/api/v2` or `/rest/api`, and parts, which are encoded here. */
  path(root: '/api/v2' | '/rest/api', ...parts: readonly string[]): string {
    return [root, ...parts.map((part) => encodeURIComponent(part))].join('/');
  }

  /** The answer, `undefined` where it is empty. */
  request(call: Call): Promise<unknown> {
    return this.#client.request({ ...call, signal: this.#signal });
  }

  upload(upload: Omit<UploadRequest, 'signal'>): Promise<unknown> {
    return this.#client.upload({ ...upload, signal: this.#signal });
  }

  download(download: Omit<DownloadRequest, 'signal'>): Promise<Download> {
    return this.#client.download({ ...download, signal: this.#signal });
  }

  /** An answer that has to be an object. */
  async object(call: Call): Promise<WireObject> {
    return wireObject(await this.request(call), `what ${call.path} promises`);
  }
}

/** The cursor in an answer's link to its next page, if there is one. */
export function nextCursor(answer: WireObject): string | undefined {
  return nextParameter(answer, 'cursor');
}

/**
 * Where a list goes on that counts from a `start`, by an answer's link to its next page; `undefined` at its end. How many
 * items an answer has does not tell: some may be hidden from the account, and the site may give fewer than it was asked for.
 */
export function nextStart(answer: WireObject, start: number): string | undefined {
  const next = Number(nextParameter(answer, 'start') ?? Number.NaN);
  return next > start ? String(next) : undefined;
}

/** The `start` that a page token holds. Throws `InvalidArgumentsError` for a token of another tool. */
export function startOf(token: string | undefined): number {
  if (token === undefined) return 0;
  if (/^\d{1,9}$/.test(token)) return Number(token);
  throw new InvalidArgumentsError('the page', ['page_token: expected next_page_token of an earlier result']);
}

function nextParameter(answer: WireObject, name: string): string | undefined {
  const next = textAt(answer, '_links', 'next') ?? '';
  return new URLSearchParams(next.slice(next.indexOf('?') + 1)).get(name) ?? undefined;
}
