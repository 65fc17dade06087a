import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { endResponse } from '../../../bridge/http/end-response.ts';

const LARGE = Buffer.alloc(32 * 1024 * 1024, 'x');

/** A client that has asked and does not read yet, and the response to it. */
async function openUnread(): Promise<{
  client: Socket;
  response: ServerResponse;
  next: () => Promise<ServerResponse>;
}> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  const next = async () => {
    const requested = once(server, 'request');
    client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    return (await requested)[1] as ServerResponse;
  };
  return { client, response: await next(), next };
}

async function readBytes(client: Socket, count: number): Promise<void> {
  let bytes = 0;
  for await (const chunk of client.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes >= count) return;
  }
  throw new Error(`The connection was closed after ${bytes} bytes.`);
}

describe('endResponse', () => {
  it('says whether its client has something left to read', async () => {
    const small = await openUnread();
    expect(endResponse(small.response, 0, 'x')).toBe(true);
    const large = await openUnread();
    expect(endResponse(large.response, 0, LARGE)).toBe(false);
  });

  it('cuts off a client that does not read (P-BOUND)', async () => {
    const { client, response } = await openUnread();
    endResponse(response, 20, LARGE);
    await once(response, 'close');
    await expect(readBytes(client, LARGE.length)).rejects.toThrow(); // there is less
  });

  it('cuts off a client that does not read what had to wait for another response (P-BOUND)', async () => {
    const { client, response, next } = await openUnread();
    const queued = await next();
    expect(endResponse(queued, 20, LARGE)).toBe(true);
    endResponse(response, 20);
    await once(queued, 'close');
    await expect(readBytes(client, LARGE.length)).rejects.toThrow(); // there is less
  });

  it('lets a client that reads have all, and the connection go on without a limit', async () => {
    const { client, response, next } = await openUnread();
    endResponse(response, 1000, LARGE);
    await readBytes(client, LARGE.length);
    const second = await next();
    expect(second.socket?.timeout).toBe(0);
    second.end();
  });
});
