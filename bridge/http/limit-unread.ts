import type { ServerResponse } from 'node:http';

/**
 * Cuts a client off that reads nothing of what waits for it for so long: it would keep the socket and the bytes for as
 * long as it sleeps, and hold back whoever waits for it. `0`: never. Milliseconds.
 */
export function limitUnread(response: ServerResponse, unreadTimeoutMs: number): void {
  const { socket } = response;
  if (socket === null) {
    limitLater(response, unreadTimeoutMs);
    return;
  }
  if (unreadTimeoutMs === 0 || socket.timeout === unreadTimeoutMs) return;
  response.setTimeout(unreadTimeoutMs); // starts anew with each part that is read; as nobody listens, Node destroys the socket
  const lift = (): void => {
    response.off('drain', lift).off('finish', lift);
    socket.setTimeout(0); // what comes next may take its time, and so may the next request of this connection
  };
  response.prependListener('drain', lift).prependListener('finish', lift);
}

/** Another response comes first, and its client is to read that one. */
function limitLater(response: ServerResponse, unreadTimeoutMs: number): void {
  if (response.listenerCount('socket') > 0) return; // it was asked for before
  response.once('socket', () => limitUnread(response, unreadTimeoutMs));
}
