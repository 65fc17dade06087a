import type { ServerResponse } from 'node:http';

/**
 * Has a response close when its connection does, though it stands in line behind another of that connection: Node says
 * nothing of it then. Not for every response: few wait for long enough to miss it.
 */
export function closeWithConnection(response: ServerResponse): void {
  if (response.socket !== null) return; // Node says it
  const { socket } = response.req;
  const close = (): void => {
    if (response.socket !== null || response.destroyed) return;
    response.destroy();
    response.emit('close');
  };
  if (socket.destroyed) {
    process.nextTick(close);
    return;
  }
  socket.setMaxListeners(0).once('close', close); // one for each that stands in line
  response.once('close', () => socket.off('close', close));
}
