import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { BrokenBodyError, ProxyError, StaleConnectionError, TooLargeError } from './network-errors.ts';
import { proxyAuthorization } from './proxy-authorization.ts';
import type { Route } from './route.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One request on the wire. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly route: Route;
  /** Finds the address of the host. @default that of `node:dns` */
  readonly lookup?: LookupFunction | undefined;
  readonly signal: AbortSignal;
  /** Largest answer that is read, in bytes. */
  readonly maxBodyBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Sends one request and reads the whole answer. Follows nothing, repeats nothing.
 * `node:http` and not `fetch`: the built-in fetch costs each process more than ten megabytes.
 */
export async function exchange(request: HttpRequest): Promise<HttpResponse> {
  const outgoing = await open(request);
  const answer = new Promise<HttpResponse>((resolve, reject) => {
    outgoing.on('error', (error) => reject(isStale(outgoing, error) ? new StaleConnectionError(error.message) : error));
    outgoing.once('response', (incoming) => {
      const { statusCode = 0, headers } = incoming;
      read(incoming, request.maxBodyBytes).then((body) => {
        if (statusCode === 407) reject(new ProxyError('the proxy answered 407'));
        else resolve({ status: statusCode, headers, body });
      }, reject);
    });
    outgoing.end(request.body);
  });
  return unlessAborted(answer, request.signal); // a request that waits for a connection is told of an abort only then
}

/** A forwarding proxy is sent the whole address in the place of the path (RFC 9112 §3.2.2). */
async function open({ method, url, headers, route, lookup, signal }: HttpRequest): Promise<ClientRequest> {
  const { agent, tls, proxy } = route;
  // Node keeps `signal` from agents, and a tunnel agent has to know
  const options = { method, agent, signal, tunnelSignal: signal, ...tls, ...(lookup !== undefined && { lookup }) };
  if (proxy === undefined || !route.forwarded) {
    const { request } = await clientFor(url);
    return request(url, { ...options, headers });
  }
  const { request } = await clientFor(proxy);
  return request(proxy.origin, {
    ...options,
    path: url.href,
    headers: { ...headers, host: url.host, ...proxyAuthorization(proxy) },
  });
}

function clientFor({ protocol }: URL): Promise<typeof import('node:http') | typeof import('node:https')> {
  return protocol === 'https:' ? import('node:https') : import('node:http');
}

function isStale(outgoing: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

async function read(incoming: IncomingMessage, maxBodyBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > maxBodyBytes) throw new TooLargeError(`is larger than ${maxBodyBytes} bytes`);
    }
  } catch (error) {
    if (error instanceof TooLargeError || (error as Error).name === 'AbortError') throw error;
    throw new BrokenBodyError('broke off before its end');
  }
  if (!incoming.complete) throw new BrokenBodyError('broke off before its end');
  return Buffer.concat(chunks);
}
