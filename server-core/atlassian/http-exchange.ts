import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** One request on the wire. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly agent: Agent;
  readonly signal: AbortSignal;
  /** Largest answer that is read, in bytes. */
  readonly maxBodyBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The answer broke off, or was larger than the limit. */
export class BrokenBodyError extends Error {}

/** A kept connection was closed by the other side before it took the request. */
export class StaleConnectionError extends Error {}

/**
 * Sends one request and reads the whole answer. Follows nothing, repeats nothing.
 * `node:http` and not `fetch`: the built-in fetch costs each process more than ten megabytes.
 */
export async function exchange(request: HttpRequest): Promise<HttpResponse> {
  const { request: open } = request.url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const { method, agent, headers, signal } = request;
    const outgoing = open(request.url, { method, agent, headers, signal });
    outgoing.once('error', (error) =>
      reject(isStale(outgoing, error) ? new StaleConnectionError(error.message) : error),
    );
    outgoing.once('response', (incoming) => {
      read(incoming, request.maxBodyBytes).then((body) => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
      }, reject);
    });
    outgoing.end(request.body);
  });
}

function isStale(outgoing: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return outgoing.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

async function read(incoming: IncomingMessage, maxBodyBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > maxBodyBytes) throw new BrokenBodyError(`is larger than ${maxBodyBytes} bytes`);
    }
  } catch (error) {
    if (error instanceof BrokenBodyError || (error as Error).name === 'AbortError') throw error;
    throw new BrokenBodyError('broke off before its end');
  }
  if (!incoming.complete) throw new BrokenBodyError('broke off before its end');
  return Buffer.concat(chunks).toString('utf8');
}
