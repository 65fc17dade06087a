import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { repositoryRoot } from './bins.ts';

/** The path of a file in test/fixtures/tls. */
export function tlsFile(name: string): string {
  return path.join(repositoryRoot, 'test/fixtures/tls', name);
}

interface SeenTlsRequest {
  readonly url: string | undefined;
  readonly host: string | undefined;
  readonly authorization: string | undefined;
  /** The name in the client certificate, where one was shown. */
  readonly clientName: string | string[] | undefined;
}

export interface TlsSite {
  readonly port: number;
  readonly url: string;
  readonly requests: readonly SeenTlsRequest[];
}

export interface TlsSiteOptions {
  /** Whether it lets in only those with a certificate of its own authority. @default false */
  readonly wantsClientCertificate?: boolean;
  /** Where to redirect, by path. */
  readonly redirects?: Readonly<Record<string, string>>;
}

/** A site on loopback with a certificate for localhost, jira.example and files.example of the tests' own authority. */
export async function startTlsSite({
  wantsClientCertificate = false,
  redirects = {},
}: TlsSiteOptions = {}): Promise<TlsSite> {
  const requests: SeenTlsRequest[] = [];
  const [cert, key, ca] = await Promise.all(['site.pem', 'site.key', 'ca.pem'].map((name) => readFile(tlsFile(name))));
  const server = createServer(
    { cert, key, ca, requestCert: true, rejectUnauthorized: wantsClientCertificate },
    (request, response) => {
      const { host, authorization } = request.headers;
      const clientName = (request.socket as TLSSocket).getPeerCertificate().subject?.CN;
      requests.push({ url: request.url, host, authorization, clientName });
      const location = redirects[request.url ?? ''];
      if (location !== undefined) response.writeHead(302, { location }).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `https://localhost:${port}`, requests };
}
