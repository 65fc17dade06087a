import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { readText } from './event-stream.ts';

interface SeenRequest {
  readonly method: string | undefined;
  /** With the query. */
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type StandInAnswer = (response: ServerResponse, request: IncomingMessage) => void;

export interface StandIn {
  readonly url: string;
  /** What it has been asked, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** How it answers from now on. */
  answer: StandInAnswer;
  /** From now on connections to it are refused. Those that are open are cut. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  restart(): Promise<void>;
}

/** Answers with its name and status 200. */
export function saying(name: string): StandInAnswer {
  return (response) => void response.end(name);
}

/** Reads the whole request and then breaks the connection: whether it was carried out, nobody knows. */
export const breaks: StandInAnswer = (response) => void response.destroy();

/** Takes the request and never says a word. */
export const hangs: StandInAnswer = () => {};

/** An HTTP server in the place of a replica, which keeps what it was asked. Closed when the test is over. */
export async function standIn(answer: StandInAnswer): Promise<StandIn> {
  const requests: SeenRequest[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => {});
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: await readText(request) });
    replica.answer(response, request);
  };
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    take(request, response).catch(() => response.destroy()); // a request that was broken off
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const port = await listen(0);
  const replica: StandIn = {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    restart: async () => void (await listen(port)),
  };
  onTestFinished(() => replica.stop());
  return replica;
}
