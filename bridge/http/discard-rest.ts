import type { IncomingMessage } from 'node:http';

/** What a client may still send of a body that was refused. */
const MOST_REST = { bytes: 64 * 1024 ** 2, ms: 10_000 };

/**
 * Reads the rest of a refused request and forgets it: closing a connection that its client still writes to resets it,
 * and the answer would often be lost. A client that goes on past the bounds is cut off.
 */
export function discardRest(request: IncomingMessage, most: typeof MOST_REST = MOST_REST): void {
  const cut = (): void => void request.socket.destroy();
  const timer = setTimeout(cut, most.ms).unref();
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most.bytes) cut();
  });
  for (const event of ['end', 'close']) request.once(event, () => clearTimeout(timer));
  request.resume(); // it may have been paused
}
