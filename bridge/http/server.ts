import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, Server as SocketServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ListenError } from '../errors.ts';
import { OpenResponses } from './open-responses.ts';

/** Node closes idle connections after 5 s, just when clients and load balancers reuse them. Milliseconds. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;
/** A client that vanished without a word is noticed by the kernel after this long without a sign. Milliseconds. */
const TCP_KEEP_ALIVE_MS = 30_000;

export interface ListeningServer {
  /** `http://host:port`, with the port that was given. */
  readonly url: string;
  /**
   * Stops listening, closes idle connections, lets responses finish for up to `graceMs`, each as the last one of its
   * connection, then cuts every connection that is still open. Resolves when the last one is closed.
   */
  close(graceMs: number): Promise<void>;
}

/** Rejects with `ListenError` where the address cannot be had. */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  log: Logger,
): Promise<ListeningServer> {
  const server = createServer({ keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS, noDelay: true });
  const responses = new OpenResponses();
  let isClosing = false;
  server.on('connection', (socket) => responses.connected(socket));
  server.on('request', (request, response) => {
    responses.add(request.socket, response);
    response.on('error', ignore);
    if (isClosing) response.setHeader('Connection', 'close'); // a load balancer then turns to others, before it has to
    handler(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(host, port, error as NodeJS.ErrnoException);
  }
  server.on('error', (error) => log.error({ err: error }, 'a connection could not be accepted')); // others go on
  return {
    url: urlOf(server.address() as AddressInfo),
    async close(graceMs) {
      isClosing = true;
      SocketServer.prototype.close.call(server); // that of HTTP would cut responses that are ended and not sent
      responses.closeIdle(); // or a load balancer would go on to use them
      await Promise.race([responses.finished(), delay(graceMs, undefined, { ref: false })]);
      await closeAll(server);
    },
  };
}

/** The client of a response has gone: no fault of ours, and nobody is left to tell. */
function ignore(): void {}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function closeAll(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve)); // also calls back where it was closed before
  server.closeAllConnections();
  await closed;
}
