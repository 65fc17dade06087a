import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ProxyError } from './network-errors.ts';
import { proxyAuthorization } from './proxy-authorization.ts';
import type { TlsOptions } from './route.ts';

type Connect = HttpsProxyAgent<string>['connect'];

/**
 * Tunnels through an HTTP proxy with CONNECT. Of package https-proxy-agent, with three differences: a tunnel that is
 * not made when its request is given up is given up too, a refusal is an error and no answer of the site, and the
 * package is not told the proxy's password, which it shows where `DEBUG` is set.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #connection: { readonly keepAlive: boolean; readonly headers: Record<string, string> };

  /** `options` are those of the connection to the proxy; the site's TLS options come with each request. */
  constructor(proxy: URL, options: TlsOptions & { readonly keepAlive: boolean; readonly maxSockets: number }) {
    super(proxy.origin, options);
    const { maxSockets: _, ...connection } = options;
    this.#connection = { ...connection, headers: proxyAuthorization(proxy) };
  }

  override async connect(request: ClientRequest, options: Parameters<Connect>[1]): Promise<Socket> {
    const givenUp = new AbortController();
    const giveUp = (): void => givenUp.abort();
    const signal = signalOf(options); // the request itself does not close before it has a connection
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted) giveUp();
    let status = 200;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    try {
      const tunnel = new HttpsProxyAgent(this.proxy, { ...this.#connection, signal: givenUp.signal });
      const socket = await tunnel.connect(request, options);
      if (status === 200) return socket;
      socket.destroy();
      throw new ProxyError(`the proxy answered ${status}`);
    } catch (error) {
      if (error instanceof Error && !('code' in error) && !(error instanceof ProxyError)) {
        throw new ProxyError(error.message);
      }
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }
}

function signalOf(options: object): AbortSignal | undefined {
  return 'tunnelSignal' in options && options.tunnelSignal instanceof AbortSignal ? options.tunnelSignal : undefined;
}
