import { expect, it } from 'vitest';
import { EventReader } from '../../support/event-reader.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { initialize, send } from '../../support/streamable-session.ts';

const json = { 'Content-Type': 'application/json' };

/** A session with a call under way, and what its client has seen by then. */
async function openWithCall() {
  const bridge = await openBridge('dies-with-calls-open', { disconnectGraceMs: 20_000 });
  const get = (id?: string) => EventReader.get(`${bridge.url}/sse`, id === undefined ? {} : { 'Last-Event-ID': id });
  const stream = await get();
  const { data: endpoint } = await stream.next();
  const post = (line: string) => send('POST', bridge.url + endpoint, json, line);
  const call = (id: number, name: string) =>
    post(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name } }));
  await post(initialize);
  const seen = await stream.next();
  await call(1, 'hold');
  const untilEnded = async () => {
    while ((await post('{"jsonrpc":"2.0","method":"notifications/x"}')).status !== 404);
  };
  return { stream, endpoint, get, die: () => call(2, 'die'), seen: seen.id, untilEnded };
}

const answer = (id: number) => ({ id, error: { data: { code: 'CHILD_EXITED' } } });

it('a client whose stream broke before its server process died hears of it when it comes back (P-ANSWER)', async () => {
  const { stream, endpoint, get, die, seen, untilEnded } = await openWithCall();
  await stream.breakOff();
  await die();
  await untilEnded();
  const [again, ...answers] = await (await get(seen)).rest();
  expect(again?.data).toBe(endpoint);
  expect(answers.map(({ data }) => JSON.parse(data))).toMatchObject([answer(1), answer(2)]);
  const next = await get(answers.at(-1)?.id);
  expect((await next.next()).data).not.toBe(endpoint);
});

it('a client that lost the last answers of its session on the way gets them when it comes back, else a new session (P-RESUME)', async () => {
  const { stream, endpoint, get, die, seen } = await openWithCall();
  await die();
  const sent = await stream.rest(); // but say that they never arrived
  const missed = (await (await get(seen)).rest()).slice(1);
  expect(missed).toEqual(sent);
  const next = await get(missed.at(-1)?.id);
  expect((await next.next()).data).not.toBe(endpoint);
});
