import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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
   * Lets responses finish for up to `graceMs`, then stops listening and cuts every connection that is still open.
   * Resolves when the last one is closed.
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
  server.on('request', (request, response) => {
    responses.add(response);
    response.on('error', ignore);
    if (response.socket === null) closeWithConnection(request, response);
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
    // In this order: to stop listening, Node also cuts connections whose last response was ended but not sent yet.
    async close(graceMs) {
      await Promise.race([responses.finished(), delay(graceMs, undefined, { ref: false })]);
      await closeAll(server);
    },
  };
}

/** The client of a response has gone: no fault of ours, and nobody is left to tell. */
function ignore(): void {}

/** Of a response that stands in line behind another of its connection Node does not say that it is over, where that breaks. */
function closeWithConnection({ socket }: IncomingMessage, response: ServerResponse): void {
  const close = (): void => {
    if (response.socket !== null) return; // it has left the line: Node says it
    response.destroy();
    response.emit('close');
  };
  socket.setMaxListeners(0).once('close', close); // one for each that stands in line
  response.once('close', () => socket.off('close', close));
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function closeAll(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve)); // also calls back where it was closed before
  server.closeAllConnections();
  await closed;
}
