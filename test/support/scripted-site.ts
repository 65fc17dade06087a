import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface SeenRequest {
  /** Method and path without the query: `GET /rest/api/3/issue/A-1`. */
  readonly line: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  /** Tells one connection from another. */
  readonly clientPort: number | undefined;
}

/** JSON to answer with 200, `[status, JSON, headers]`, or a function that answers as it likes. */
export type Script = object | Misbehaviour;
export type Misbehaviour = (response: ServerResponse, request: SeenRequest) => void;

export interface ScriptedSite {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The variables that point a server at this site. */
  readonly env: Record<string, string>;
}

/** A site on loopback that answers each request line as the test says, and 404 in Atlassian's words to the rest. */
export async function startScriptedSite(scripts: Readonly<Record<string, Script>>): Promise<ScriptedSite> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const seen = await see(request);
      requests.push(seen);
      const script = scripts[seen.line] ?? [404, { errorMessages: ['No script for this request.'] }];
      if (typeof script === 'function') return (script as Misbehaviour)(response, seen);
      const [status, body, headers] = Array.isArray(script) && typeof script[0] === 'number' ? script : [200, script];
      response.writeHead(status as number, { 'content-type': 'application/json', ...(headers as object) });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = (prefix: string) => ({
    [`${prefix}_URL`]: url,
    [`${prefix}_EMAIL`]: 'mia@example.com',
    [`${prefix}_API_TOKEN`]: 'token-of-mia',
    [`${prefix}_DEPLOYMENT`]: 'cloud',
  });
  return { url, requests, env: { ...account('JIRA'), ...account('CONFLUENCE') } };
}

async function see(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://site');
  const text = Buffer.concat(chunks).toString();
  const clientPort = request.socket.remotePort;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return {
    line: `${request.method} ${url.pathname}`,
    query: url.searchParams,
    headers: request.headers,
    body,
    clientPort,
  };
}
