import type { ServerResponse } from 'node:http';

/** A client that reads nothing of its last bytes for so long will not read them. Milliseconds. */
const UNREAD_MS = 60_000;

/**
 * Ends a response. False while its client has yet to read some of it.
 *
 * A client that reads nothing for `unreadMs` is cut off: it would keep the socket and the bytes for as long as it
 * sleeps, and hold back whoever waits for it.
 */
export function endResponse(response: ServerResponse, last?: Buffer | string, unreadMs: number = UNREAD_MS): boolean {
  if (response.destroyed) return true;
  const { socket } = response;
  response.end(last);
  if (socket === null) return true; // another response comes first here; to hold that one back would help nobody
  if (response.writableLength === 0) return true; // the kernel has it all
  response.setTimeout(unreadMs); // starts anew with each part that is read; as nobody listens, Node destroys the socket
  response.prependOnceListener('finish', () => socket.setTimeout(0)); // the connection may go on
  return false;
}
