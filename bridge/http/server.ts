import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListenError } from '../errors.ts';

/** Node closes idle connections after 5 s, just when clients and load balancers reuse them. Milliseconds. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** A client that vanished without a word is noticed by the kernel after this long without a sign. Milliseconds. */
const TCP_KEEP_ALIVE_MS = 30_000;

export interface ListeningServer {
  /** `http://host:port`, with the port that was given. */
  readonly url: string;
  /** Takes no new connections and closes those that are idle. */
  stopListening(): void;
  /** Resolves when the last connection is closed; those still open are cut. */
  close(): Promise<void>;
}

/** Rejects with `ListenError` where the address cannot be had. */
export async function listen(handler: RequestListener, host: string, port: number): Promise<ListeningServer> {
  const server = createServer({ keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS, noDelay: true });
  server.on('request', (request, response) => {
    response.on('error', () => {}); // its client has gone: no fault of ours, and nobody is left to tell
    handler(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(host, port, error as NodeJS.ErrnoException);
  }
  return {
    url: urlOf(server.address() as AddressInfo),
    stopListening() {
      server.close();
      server.closeIdleConnections();
    },
    close: () => closeAll(server),
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function closeAll(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve)); // also calls back where it was closed before
  server.closeAllConnections();
  await closed;
}
