import type { DemoSite } from '../../src/demo-site/index.ts';
import { type Answer, SiteClient } from './site-client.ts';

/** Talks to the Jira of a Data Center site, whose paths it takes without the context path, with a personal token. */
export class DataCenterJiraClient {
  readonly #client: SiteClient;
  readonly #authorization: string;
  readonly #url: string;

  constructor(site: DemoSite, personalToken = 'demo-personal-ben') {
    this.#client = new SiteClient(site, '');
    this.#url = `${site.url}/jira`;
    this.#authorization = `Bearer ${personalToken}`;
  }

  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#client.send(method, `/jira${path}`, body, { authorization: this.#authorization, ...headers });
  }

  get = (path: string) => this.send('GET', path);
  post = (path: string, body?: unknown) => this.send('POST', path, body);
  put = (path: string, body?: unknown) => this.send('PUT', path, body);
  delete = (path: string) => this.send('DELETE', path);

  /** Attaches files to an issue. */
  upload(key: string, files: readonly File[], headers: Record<string, string> = { 'x-atlassian-token': 'no-check' }) {
    const form = new FormData();
    for (const file of files) form.append('file', file);
    return fetch(`${this.#url}/rest/api/2/issue/${key}/attachments`, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json', authorization: this.#authorization, ...headers },
    });
  }

  /** Fetches a whole address, such as that of the bytes of an attachment. */
  download(address: string): Promise<Response> {
    return fetch(address, { headers: { authorization: this.#authorization } });
  }

  /** Fields of an issue. */
  async fields(key: string) {
    return (await this.get(`/rest/api/2/issue/${key}`)).body.fields;
  }

  /** The key of a new task in DEMO. */
  async newIssue(fields: Record<string, unknown> = {}): Promise<string> {
    const { status, body, text } = await this.post('/rest/api/2/issue', {
      fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'New', ...fields },
    });
    if (status !== 201) throw new Error(text);
    return body.key;
  }

  /** Keys of the issues that a JQL query finds. */
  async keys(jql: string): Promise<string[]> {
    const { status, body, text } = await this.post('/rest/api/2/search', { jql, fields: ['summary'], maxResults: 100 });
    if (status !== 200) throw new Error(text);
    return body.issues.map((issue: { key: string }) => issue.key);
  }
}
