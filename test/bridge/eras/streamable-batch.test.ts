import { describe, expect, it } from 'vitest';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { initialize, openSession, send } from '../../support/streamable-session.ts';

describe('a batch in the streamable era', () => {
  it('answers each request of a batch on one stream (2025-03-26)', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const batch =
      '[{"jsonrpc":"2.0","id":1,"method":"x","params":"a"},\n{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":2,"method":"x","params":"b"}]';
    const { body } = await exchange('POST', `${bridge.url}/mcp`, session, batch);
    const answers = [...(await readText(body)).matchAll(/^data: (.*)$/gm)].map(([, line = '']) => JSON.parse(line));
    expect(answers.map(({ id, result }) => [id, result.echo])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('answers a batch with an array for a client that accepts no stream, the refused requests among them', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const batch =
      '[{"jsonrpc":"2.0","id":1,"method":"x"}, 1, {"jsonrpc":"2.0","id":1,"method":"x"}, {"jsonrpc":"2.0","id":2,"method":"x"}]';
    const { status, headers, text } = await send(
      'POST',
      `${bridge.url}/mcp`,
      { ...session, Accept: 'application/json' },
      batch,
    );
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    const answers: { id: number | null; result?: object; error?: { data: { code: string } } }[] = JSON.parse(text);
    expect(answers.map(({ id, error }) => [id, error?.data.code])).toEqual([
      [null, 'INVALID_REQUEST'], // JSON-RPC 2.0 §6
      [1, 'DUPLICATE_REQUEST_ID'],
      [1, undefined],
      [2, undefined],
    ]);
  });

  it('takes a batch of as many messages as may be pending, and refuses a longer one as a whole (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { maxPendingRequests: 2 });
    const { session } = await openSession(bridge.url);
    const batch = (ids: number[]) => JSON.stringify(ids.map((id) => ({ jsonrpc: '2.0', id, method: 'x' })));
    expect((await send('POST', `${bridge.url}/mcp`, session, batch([1, 2]))).status).toBe(200);
    const refused = await send('POST', `${bridge.url}/mcp`, session, batch([3, 4, 5]));
    expect([refused.status, JSON.parse(refused.text).error.data.code]).toEqual([413, 'BATCH_TOO_LARGE']);
  });

  it('refuses what is no JSON with one error, in a batch too, instead of mending it (P-BYTES)', async () => {
    const bridge = await openBridge('verbatim');
    const { session } = await openSession(bridge.url);
    const message = (text: string) => `{"jsonrpc":"2.0","id":1,"method":"x","params":{"text":"${text}"}}`;
    for (const body of [message('one\ntwo'), `[${message('a')},${message('one\rtwo')}]`, `[${message('a')}`]) {
      const refused = await send('POST', `${bridge.url}/mcp`, session, body);
      expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([400, -32700]);
    }
  });

  it('accepts a batch of notifications with 202, and refuses one that opens a session or holds nothing', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const statusOf = async (batch: string) => (await send('POST', `${bridge.url}/mcp`, session, batch)).status;
    expect(await statusOf('[{"jsonrpc":"2.0","method":"notifications/x"}]')).toBe(202);
    expect(await statusOf(`[${initialize}]`)).toBe(400);
    expect(await statusOf('[]')).toBe(400);
  });

  it.each(['application/json', 'text/event-stream'])(
    'answers each request of a batch that its session ends in the middle of, as %s (P-ANSWER)',
    async (accept) => {
      const bridge = await openBridge('stops-reading', { maxQueuedBytes: 1000 });
      const { session } = await openSession(bridge.url);
      const params = 'x'.repeat(1024 ** 2); // more than a pipe holds: the rest of the batch waits
      const batch = JSON.stringify([1, 2, 3].map((id) => ({ jsonrpc: '2.0', id, method: 'x', params })));
      const answer = send('POST', `${bridge.url}/mcp`, { ...session, Accept: accept }, batch);
      const notification = '{"jsonrpc":"2.0","method":"notifications/x"}';
      const refusal = async () => (await send('POST', `${bridge.url}/mcp`, session, notification)).text;
      await expect.poll(refusal).toContain('"CHILD_BUSY"'); // the first request of the batch is under way
      await send('DELETE', `${bridge.url}/mcp`, session);
      const { text } = await answer;
      expect(Array.from(text.matchAll(/"id":(\d+),"error".*?"code":"(\w+)"/g), ([, id, code]) => [id, code])).toEqual([
        ['1', 'SESSION_ENDED'],
        ['2', 'SESSION_NOT_FOUND'],
        ['3', 'SESSION_NOT_FOUND'],
      ]);
    },
  );
});
