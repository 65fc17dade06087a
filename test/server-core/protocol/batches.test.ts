import { describe, expect, it } from 'vitest';
import { serverCoreBundle } from '../../support/server-core-bundle.ts';
import { StdioPeer } from '../../support/stdio-peer.ts';
import { shakeHands } from '../../support/wire-peer.ts';

const bundle = serverCoreBundle();
const open = () => new StdioPeer([process.execPath, bundle.file]);

const ping = (id: unknown) => ({ jsonrpc: '2.0', id, method: 'ping' });
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };
const cancelled = (requestId: unknown) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId },
});
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'c', version: '1' } },
};
const pong = (id: unknown) => ({ jsonrpc: '2.0', id, result: {} });
const refused = (id: unknown, problem: string) => ({
  jsonrpc: '2.0',
  id,
  error: { code: -32600, message: `Invalid request: ${problem}.`, data: { code: 'INVALID_REQUEST' } },
});

/** All that is answered to a batch before the answer to the next request. */
async function answersTo(batch: readonly unknown[]): Promise<unknown[]> {
  const peer = open();
  await shakeHands(peer, '2025-03-26');
  await peer.tell(JSON.stringify(batch));
  const lines = await peer.ask(JSON.stringify(ping('next')));
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

/** Answers come in any order. */
const inAnyOrder = (answers: readonly unknown[]) =>
  expect.toSatisfy((line: unknown) => {
    expect(line).toHaveLength(answers.length);
    expect(line).toEqual(expect.arrayContaining([...answers]));
    return true;
  });

describe('a batch', () => {
  it('is answered with one array, when the last of its requests is', async () => {
    const unknown = { jsonrpc: '2.0', id: 'b', method: 'no/such/method' };
    const answers = await answersTo([ping('a'), initialized, unknown, ping(3)]);
    const notFound = expect.objectContaining({ id: 'b', error: expect.objectContaining({ code: -32601 }) });
    expect(answers).toEqual([inAnyOrder([pong('a'), notFound, pong(3)])]);
  });

  it('of notifications alone is answered with nothing', async () => {
    expect(await answersTo([initialized, initialized])).toEqual([]);
  });

  it('that is empty is refused', async () => {
    expect(await answersTo([])).toEqual([refused(null, 'a batch must not be empty')]);
  });

  it('has an error in its answer for each element that is no message', async () => {
    const nonsense = refused(null, 'a message must be an object');
    expect(await answersTo([7, [ping(1)]])).toEqual([[nonsense, nonsense]]);
    expect(await answersTo([7, ping('a')])).toEqual([inAnyOrder([nonsense, pong('a')])]);
  });

  it('does not wait for a request that was cancelled', async () => {
    const list = { jsonrpc: '2.0', id: 'a', method: 'resources/list' };
    expect(await answersTo([list, ping('b'), cancelled('a')])).toEqual([[pong('b')]]);
    expect(await answersTo([list, cancelled('a')])).toEqual([]);
  });

  it('must not hold initialize', async () => {
    const peer = open();
    await peer.tell(JSON.stringify([initialize]));
    const line = await peer.program.stdout.next();
    expect(JSON.parse(line)).toEqual([refused(1, 'initialize must not be part of a batch')]);
    await peer.ask(JSON.stringify(initialize));
  });

  it('that came in one go with initialize and the end of stdin is answered', async () => {
    const peer = open();
    await peer.tell(`${JSON.stringify(initialize)}\n${JSON.stringify([ping('a'), ping('b')])}`);
    await peer.close();
    const answers = peer.program.stdout.text.split('\n').map((line) => JSON.parse(line));
    expect(answers).toEqual([expect.objectContaining({ id: 1 }), inAnyOrder([pong('a'), pong('b')])]);
  });
});
