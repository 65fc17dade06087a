import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventStream } from '../../../bridge/http/event-stream.ts';

/** A response on a real socket, and its client's half. */
async function openResponse(): Promise<{ response: ServerResponse; leave: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const client = request({ port: (server.address() as AddressInfo).port, agent: false });
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  client.end();
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { response, leave: () => void client.destroy() };
}

const quiet = { keepAliveMs: 0, retryMs: 1000, unreadTimeoutMs: 0 };

const closed = (stream: EventStream): Promise<void> => new Promise((resolve) => stream.onceClosed(resolve));

describe('EventStream', () => {
  it('is closed from the start on a response whose client has gone', async () => {
    const { response, leave } = await openResponse();
    leave();
    await once(response, 'close');
    const written: unknown[] = [];
    response.write = (chunk: unknown) => written.push(chunk) > 0;
    const stream = new EventStream(response, { ...quiet, keepAliveMs: 1 });
    await closed(stream);
    expect([stream.write(Buffer.from('{}'), 'a.b.0.1'), written]).toEqual([true, []]);
  });

  it('takes nothing more after its end', async () => {
    const { response } = await openResponse();
    const stream = new EventStream(response, { ...quiet, keepAliveMs: 1 });
    stream.end();
    response.write = () => expect.fail('a write after the end');
    stream.announce('endpoint', '/late', 'a.b.0.0');
    expect(stream.write(Buffer.from('{}'), 'a.b.0.1')).toBe(true);
    await closed(stream);
  });

  it('ends for a newer stream, and is cut where its client is behind, so that it holds nobody back (P-BOUND)', async () => {
    const idle = await openResponse();
    const stream = new EventStream(idle.response, quiet);
    stream.giveWay();
    await closed(stream);
    expect(idle.response.writableFinished).toBe(true);

    const stalled = await openResponse();
    const behind = new EventStream(stalled.response, quiet);
    const large = Buffer.alloc(1024 * 1024, 'x');
    while (behind.write(large, 'a.b.0.1'));
    const drained = behind.drained();
    behind.giveWay();
    await Promise.all([closed(behind), drained]);
    expect(stalled.response.writableFinished).toBe(false);
  });

  it('waits once for a slow client, however many wait for it', async () => {
    const { response } = await openResponse();
    const stream = new EventStream(response, quiet);
    const large = Buffer.alloc(1024 * 1024, 'x');
    while (stream.write(large, 'a.b.0.1'));
    const waiting = Array.from({ length: 50 }, () => stream.drained());
    expect(response.listenerCount('drain')).toBeLessThan(3);
    response.destroy();
    await Promise.all(waiting);
  });

  it('tells once when to come back, with the first event, and sends what comes at once in one piece', async () => {
    const { response } = await openResponse();
    const written: string[] = [];
    const stream = new EventStream(response, quiet);
    response.write = (chunk: unknown) => written.push(String(chunk)) > 0;
    stream.prime('a.b.0.0');
    stream.write(Buffer.from('{}'), 'a.b.0.1');
    await new Promise((resolve) => process.nextTick(resolve));
    expect(written).toEqual(['id: a.b.0.0\nretry: 1000\ndata: \n\nid: a.b.0.1\nevent: message\ndata: {}\n\n']);
  });
});
