import { expect, it } from 'vitest';
import { EventReader } from '../../support/event-reader.ts';
import { exchange } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { openSession, send } from '../../support/streamable-session.ts';

/** A call that tells its progress, and is answered with so many characters. */
function call(characters: number): string {
  const progress = '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":1}}';
  const say = [progress, JSON.stringify({ jsonrpc: '2.0', id: 1, result: { text: 'x'.repeat(characters) } })];
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x', params: { _meta: { progressToken: 'p' }, say } });
}

it('a client that comes back for an answer too large to be kept is told so, with what came before it still there (P-ANSWER)', async () => {
  const bridge = await openBridge('says-what-it-is-told', { maxOutboxBytes: 1000 });
  const { session } = await openSession(bridge.url);
  const { body } = await exchange('POST', `${bridge.url}/mcp`, session, call(2000));
  const [progress, answer] = await new EventReader(body).rest(); // sent, but say that the answer never arrived whole
  const comeBack = (id = '') => send('GET', `${bridge.url}/mcp`, { ...session, 'Last-Event-ID': id });
  const late = await comeBack(progress?.id);
  expect([late.status, late.text]).toEqual([400, expect.stringContaining('"STREAM_NOT_KEPT"')]);
  const satisfied = await comeBack(answer?.id);
  expect([satisfied.status, satisfied.text]).toEqual([200, '']);
});

it('an sse client that comes back for an answer too large to be kept is told so in its place (P-ANSWER)', async () => {
  const bridge = await openBridge('says-what-it-is-told', { maxOutboxBytes: 1000 });
  const stream = await EventReader.get(`${bridge.url}/sse`);
  const { data: endpoint, id = '' } = await stream.next();
  const json = { 'Content-Type': 'application/json' };
  expect((await send('POST', bridge.url + endpoint, json, call(2000))).status).toBe(202);
  for (const _ of ['progress', 'answer']) await stream.next(); // sent, but say that they never arrived
  await stream.breakOff();
  const resumed = await EventReader.get(`${bridge.url}/sse`, { 'Last-Event-ID': id });
  await resumed.next(); // endpoint
  const [progress, answer] = [await resumed.next(), await resumed.next()].map(({ data }) => JSON.parse(data));
  expect(progress).toMatchObject({ method: 'notifications/progress' });
  expect(answer).toMatchObject({ id: 1, error: { data: { code: 'ANSWER_NOT_KEPT' } } });
});
