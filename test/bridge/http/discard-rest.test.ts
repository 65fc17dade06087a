import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discardRest } from '../../../bridge/http/discard-rest.ts';

/** A client that has begun to send a body to a server which discards it. */
async function openUpload(most: { bytes: number; ms: number }) {
  const server = createServer((request) => discardRest(request, most)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {}); // it may be reset
  onTestFinished(() => void socket.destroy());
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n');
  return socket;
}

/** Unlike `once`, which rejects where the connection is reset. */
function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}

describe('discardRest', () => {
  it('cuts off a client that sends on and on (P-BOUND)', async () => {
    const socket = await openUpload({ bytes: 1_000_000, ms: 60_000 });
    const closed = closeOf(socket);
    const part = Buffer.alloc(65_536, 'x');
    const sendOn = (): void => {
      if (!socket.destroyed) socket.write(part, sendOn);
    };
    sendOn();
    await closed;
    expect(socket.bytesWritten).toBeLessThan(100_000_000);
  });

  it('cuts off a client that takes its time (P-BOUND)', async () => {
    const socket = await openUpload({ bytes: 1_000_000, ms: 10 });
    await closeOf(socket);
  });
});
