import type { DemoSite } from '../../src/demo-site/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; `undefined` where it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of every shape.
  readonly body: any;
}

/** Talks to a demo site over real sockets, as one of its people. */
export class SiteClient {
  readonly #site: DemoSite;
  readonly #authorization: string | undefined;

  constructor(site: DemoSite, email: string | undefined = site.email, apiToken = site.apiToken) {
    this.#site = site;
    this.#authorization = email && `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.#site.url}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(this.#authorization ? { authorization: this.#authorization } : {}),
        ...(body instanceof FormData ? { 'x-atlassian-token': 'no-check' } : {}),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: sent(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  get = (path: string) => this.send('GET', path);
  post = (path: string, body?: unknown) => this.send('POST', path, body);
  put = (path: string, body?: unknown) => this.send('PUT', path, body);
  delete = (path: string) => this.send('DELETE', path);

  /** Keys of the issues that a JQL query finds. */
  async keys(jql: string): Promise<string[]> {
    const { status, body, text } = await this.post('/rest/api/3/search/jql', {
      jql,
      fields: ['summary'],
      maxResults: 100,
    });
    if (status !== 200) throw new Error(text);
    return body.issues.map((issue: { key: string }) => issue.key);
  }

  /** Titles of what a CQL query finds. */
  async titles(cql: string): Promise<string[]> {
    const { status, body, text } = await this.get(
      `/wiki/rest/api/content/search?limit=100&cql=${encodeURIComponent(cql)}`,
    );
    if (status !== 200) throw new Error(text);
    return body.results.map((content: { title: string }) => content.title);
  }
}

/** Other people of the demo site, with tokens of their own. */
export const tokens = {
  ana: ['ana.costa@example.com', 'demo-token-ana'],
  chen: ['chen.wei@example.com', 'demo-token-chen'],
  farah: ['farah.haddad@example.com', 'demo-token-farah'],
} as const;

export const adf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

export const storage = (value: string) => ({ representation: 'storage', value });

/** A form to upload a file with; both products take the part `file`. */
export function upload(fileName: string, content: string | Uint8Array<ArrayBuffer>, type = 'text/plain'): FormData {
  const form = new FormData();
  form.append('file', new Blob([content], { type }), fileName);
  return form;
}

function sent(body: unknown): string | FormData {
  return typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
