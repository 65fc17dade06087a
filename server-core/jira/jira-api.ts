import type { Download, DownloadRequest, RestClient, RestRequest, UploadRequest } from '../atlassian/rest-client.ts';
import { type WireObject, wireObject } from '../atlassian/wire-value.ts';
import type { JiraDialect } from './jira-dialect.ts';

type Call = Omit<RestRequest, 'signal'>;

/**
 * A Jira site during one call: its requests end with that call. What the two deployments say in the same way is written once
 * in the folders of the domains, on top of this; what they say differently is in {@link JiraDialect}, or beside the few
 * requests that only one of them has.
 */
export class JiraApi {
  readonly dialect: JiraDialect;
  /** Where people find the site, without a closing slash. */
  readonly siteUrl: string;
  readonly #client: RestClient;
  readonly #signal: AbortSignal;

  constructor(client: RestClient, dialect: JiraDialect, siteUrl: string, signal: AbortSignal) {
    this.#client = client;
    this.dialect = dialect;
    this.siteUrl = siteUrl;
    this.#signal = signal;
  }

  /** A path of the platform's API, below `/rest/api/3` or `/rest/api/2`. Parts that come from a caller are encoded here. */
  platform(...parts: readonly string[]): string {
    return [this.dialect.root, ...parts.map((part) => encodeURIComponent(part))].join('/');
  }

  /** The answer, `undefined` where it is empty. */
  request(call: Call): Promise<unknown> {
    return this.#client.request({ ...call, signal: this.#signal });
  }

  /** An answer that has to be an object. */
  async object(call: Call): Promise<WireObject> {
    return wireObject(await this.request(call), `what ${call.path} promises`);
  }

  /** Sends a file as a form; the answer, `undefined` where it is empty. */
  upload(call: Omit<UploadRequest, 'signal'>): Promise<unknown> {
    return this.#client.upload({ ...call, signal: this.#signal });
  }

  /** Fetches a file; `path` may also be a whole address on the site. */
  download(call: Omit<DownloadRequest, 'signal'>): Promise<Download> {
    return this.#client.download({ ...call, signal: this.#signal });
  }
}
