import { describe, expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { openBridge } from '../support/open-bridge.ts';
import { startBridge } from '../support/start-bridge.ts';
import { eras, openWitnesses, ping, ready, toolCall } from './witnesses.ts';

const DROPPED = 'child answered a request that nobody waits for';

describe.each(eras)('in the %s era', (_, open) => {
  it.each([
    ['answers each call twice', 'answers-twice', 3],
    ['answers requests that nobody has made', 'answers-unknown-ids', 48],
  ])('one answer comes, and no more, from a child that %s (P-ANSWER)', async (_title, child, surplus) => {
    const bridge = await startBridge(['--', ...fixtureChild(child)]);
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    for (const id of [1, 2, 3]) {
      const lines = await peer.ask(toolCall(id, { call: id }));
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ id, result: { echo: { call: id } } }]);
    }
    expect(await peer.ask(ping)).toHaveLength(1);
    await othersGoOn();
    expect(bridge.log.filter(({ msg }) => msg === DROPPED)).toHaveLength(surplus);
  });

  it('a call that is never answered gets an error in time, its child is told, and the session goes on (P-ANSWER)', async () => {
    const bridge = await openBridge('never-answers', { requestTimeoutMs: 300 });
    const peer = await ready(open, bridge.url);
    if ('listen' in peer && typeof peer.listen === 'function') await peer.listen();
    const lines = await peer.ask(toolCall(1));
    expect(JSON.parse(lines.at(-1) ?? '').error.data).toMatchObject({ code: 'REQUEST_TIMEOUT' });
    const [note = ''] = await peer.until((line) => JSON.parse(line).method === 'notifications/message');
    expect(JSON.parse(note).params.data).toMatchObject({ requestId: 1 });
    const again = await peer.ask(toolCall(1)); // the id is free again
    expect(JSON.parse(again.at(-1) ?? '').error.data.code).toBe('REQUEST_TIMEOUT');
  });

  it("a child that asks under its client's own ids gets the client's answers, and each call gets the child's (P-ANSWER)", async () => {
    const bridge = await openBridge('asks-with-the-clients-ids');
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    for (const id of [1, 2, 'three']) {
      const answered = peer.ask(toolCall(id));
      const isQuestion = (line: string) => JSON.parse(line).method === 'roots/list';
      const question = JSON.parse((await peer.until(isQuestion)).at(-1) ?? '');
      expect(question).toMatchObject({ id, params: { askedIn: id } });
      await peer.tell(JSON.stringify({ jsonrpc: '2.0', id, result: { roots: [`of ${id}`] } }));
      const answer = JSON.parse((await answered).at(-1) ?? '');
      expect(answer).toEqual({ jsonrpc: '2.0', id, result: { clientSaid: { roots: [`of ${id}`] } } });
    }
    await othersGoOn();
  });

  it('two calls at once that are answered with questions under their ids are not taken for each other (P-ANSWER)', async () => {
    const bridge = await openBridge('asks-with-the-clients-ids');
    const peer = await ready(open, bridge.url);
    const ids = [1, 2];
    const answers = ids.map((id) => peer.ask(toolCall(id)));
    let count = 0;
    await peer.until((line) => JSON.parse(line).method === 'roots/list' && ++count === ids.length);
    for (const id of ids.toReversed()) await peer.tell(JSON.stringify({ jsonrpc: '2.0', id, result: { of: id } }));
    const results = (await Promise.all(answers)).map((lines) => JSON.parse(lines.at(-1) ?? ''));
    expect(results).toEqual(ids.map((id) => ({ jsonrpc: '2.0', id, result: { clientSaid: { of: id } } })));
  });
});
