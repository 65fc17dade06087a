import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as forward, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { tlsFile } from './start-tls-site.ts';

export interface Proxy {
  readonly port: number;
  readonly url: string;
  /** `CONNECT jira.example:443` or `GET http://jira.example/it`. */
  readonly requests: readonly string[];
  /** How many connections clients have to it at the moment. */
  openConnections(): Promise<number>;
}

export interface ProxyOptions {
  /** `user:password` to be sent. @default nobody has to */
  readonly credentials?: string;
  /** The port on loopback that every host is at: a proxy finds hosts by itself. */
  readonly port?: number;
  /** Says nothing to CONNECT. @default false */
  readonly silent?: boolean;
  /** Answers CONNECT with this status. @default 200 */
  readonly connectStatus?: number;
  /** Is spoken to with TLS, with the certificate of the tests' own authority. @default false */
  readonly secure?: boolean;
}

/** An HTTP proxy on loopback, for tunnels and for plain requests. */
export async function startProxy({
  credentials,
  port,
  silent = false,
  secure = false,
  connectStatus = 200,
}: ProxyOptions = {}): Promise<Proxy> {
  const requests: string[] = [];
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const onRequest: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      response.writeHead(407).end();
      return;
    }
    const url = new URL(request.url ?? '');
    const options = { host: '127.0.0.1', port: port ?? url.port, path: `${url.pathname}${url.search}` };
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = forward({ ...options, method: request.method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  };
  const [cert, key] = await Promise.all([readFile(tlsFile('site.pem')), readFile(tlsFile('site.key'))]);
  const server = secure ? createTlsServer({ cert, key }, onRequest) : createServer(onRequest);
  server.on('connect', (request, socket) => {
    requests.push(`CONNECT ${request.url}`);
    socket.on('error', () => {});
    if (silent) {
      socket.resume().on('end', () => socket.end());
      return;
    }
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    if (connectStatus !== 200) {
      socket.end(`HTTP/1.1 ${connectStatus} No\r\ncontent-length: 2\r\n\r\n{}`);
      return;
    }
    const upstream = connect(port ?? Number(new URL(`http://${request.url}`).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    requests,
    openConnections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
  };
}
