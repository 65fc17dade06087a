import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BridgeOptions } from '../../../bridge/index.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { isRunning, listProcesses, type ProcessEntry } from '../../support/process-table.ts';
import { SsePeer } from '../../support/sse-peer.ts';
import { StreamablePeer } from '../../support/streamable-peer.ts';
import { initialize, liveChildrenOf, send } from '../../support/streamable-session.ts';
import { shakeHands, type WirePeer } from '../../support/wire-peer.ts';

const settings = { recovery: 'replay', poolMin: 1 } as const;

/** A bridge whose children die in the middle of a call, so many of them. */
function openMortal(deaths = 1, more: Partial<BridgeOptions> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'deaths-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return openBridge(['dies-once', path.join(folder, 'deaths'), String(deaths)], { ...settings, ...more });
}

const eras = [
  ['sse', (url: string) => SsePeer.open(url)],
  ['streamable', async (url: string) => new StreamablePeer(url)],
] as const;

const list = '{"jsonrpc":"2.0","id":"list","method":"tools/list"}';

function call(id: number, name: string, given: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: given } });
}

const answerOf = async (peer: WirePeer, line: string) => JSON.parse((await peer.ask(line)).at(-1) ?? '');

describe.each(eras)('a recoverable session of the %s era, when its server process dies', (_era, open) => {
  it('has its process replaced, told what the client had told the first one, byte for byte (P-RECOVER)', async () => {
    const bridge = await openMortal();
    const peer = await open(bridge.url);
    await shakeHands(peer);
    const setLevel = '{ "jsonrpc":"2.0", "method":"logging/setLevel","params":{"level":"\\u0065rror"}, "id":"a" }';
    await peer.ask('{"jsonrpc":"2.0","id":5,"method":"logging/setLevel","params":{"level":"debug"}}');
    await peer.ask(setLevel);
    await peer.ask('{"jsonrpc":"2.0","id":6,"method":"resources/subscribe","params":{"uri":"a:1"}}');
    await peer.ask('{"jsonrpc":"2.0","id":7,"method":"resources/subscribe","params":{"uri":"a:2"}}');
    await peer.ask('{"jsonrpc":"2.0","id":8,"method":"resources/unsubscribe","params":{"uri":"a:1"}}');
    const before = (await answerOf(peer, call(9, 'history'))).result;
    await peer.ask(list);
    expect((await answerOf(peer, call(10, 'look'))).result.name).toBe('look');

    const after = (await answerOf(peer, call(11, 'history'))).result;
    expect(after.pid).not.toBe(before.pid);
    const said = (id: unknown) => before.lines.find((line: string) => JSON.parse(line).id === id);
    const initialized = '{"jsonrpc":"2.0","method":"notifications/initialized"}';
    const handshake = [said(0), initialized, setLevel, said(7)];
    expect(after.lines).toEqual([...handshake, call(10, 'look'), call(11, 'history')]);
  });

  it('repeats what says that it may be repeated, and answers the rest with what is known (P-RECOVER)', async () => {
    const bridge = await openMortal();
    const peer = await open(bridge.url);
    await shakeHands(peer);
    await peer.ask(list);
    const waiting = ['look', 'put'].map((name, id) => answerOf(peer, call(id + 10, name, { stay: true })));
    for (let id = 100, read = 0; read < 2; id += 1) {
      const { lines } = (await answerOf(peer, call(id, 'history'))).result;
      read = lines.filter((line: string) => line.includes('"stay"')).length;
    }
    expect((await answerOf(peer, call(12, 'book'))).error).toMatchObject({
      code: -32000,
      message: expect.stringContaining('exited with code 3'),
      data: {
        code: 'OUTCOME_UNKNOWN',
        exitCode: 3,
        stderr: ['fatal: a bad day'],
        advice: expect.stringContaining('in this session'),
      },
    });
    expect((await Promise.all(waiting)).map(({ result }) => result.name)).toEqual(['look', 'put']);
    expect((await answerOf(peer, call(20, 'book'))).result.name).toBe('book');
  });

  it('asks the next process for its tools where nobody has listed them yet (P-RECOVER)', async () => {
    const outcomeOf = async (name: string) => {
      const bridge = await openMortal();
      const peer = await open(bridge.url);
      await shakeHands(peer);
      const { result, error } = await answerOf(peer, call(1, name));
      return result?.name ?? error.data.code;
    };
    expect([await outcomeOf('look'), await outcomeOf('book')]).toEqual(['look', 'OUTCOME_UNKNOWN']);
  });

  it('gives a request to no third process (P-ANSWER)', async () => {
    const bridge = await openMortal(2);
    const peer = await open(bridge.url);
    await shakeHands(peer);
    await peer.ask(list);
    expect((await answerOf(peer, call(1, 'look'))).error.data.code).toBe('OUTCOME_UNKNOWN');
    expect((await answerOf(peer, call(2, 'look'))).result.name).toBe('look');
  });

  it('is given another one where that which waited for it has died in the same moment (P-RECOVER, P-ANSWER)', async () => {
    const bridge = await openMortal(0);
    const peer = await open(bridge.url);
    await shakeHands(peer);
    await peer.ask(list);
    const isOurs = ({ parentPid, commandLine }: ProcessEntry) =>
      parentPid === process.pid && commandLine.includes('dies-once');
    const { pid } = (await answerOf(peer, call(1, 'history'))).result;
    process.kill(pid, 'SIGSTOP');
    const answer = answerOf(peer, call(2, 'look'));
    await expect.poll(() => listProcesses().filter(isOurs).length).toBe(2);
    for (const child of listProcesses().filter(isOurs)) process.kill(child.pid, 'SIGKILL');
    expect((await answer).result.name).toBe('look');
  });

  it('tells the client that nobody waits for its answers to the dead one, and hands none to the next', async () => {
    const bridge = await openMortal();
    const peer = await open(bridge.url);
    await shakeHands(peer, '2025-06-18', { roots: {} });
    await peer.ask(list);
    const lines = await peer.ask(call(1, 'look', { ask: true }));
    const messages = lines.map((line) => JSON.parse(line));
    expect(messages.map(({ method }) => method)).toEqual([
      'roots/list',
      'notifications/cancelled',
      'roots/list', // the second process asks as well
      undefined,
    ]);
    expect(messages[1].params.requestId).toBe(1);
    await peer.tell('{"jsonrpc":"2.0","id":1,"result":{"roots":[]}}');
    const { lines: read } = (await answerOf(peer, call(3, 'history'))).result;
    expect(read.filter((line: string) => 'result' in JSON.parse(line))).toHaveLength(1);
  });

  it('tells so before it answers the call that the question came with, while there is a stream for it', async () => {
    const bridge = await openMortal();
    const peer = await open(bridge.url);
    await shakeHands(peer, '2025-06-18', { roots: {} });
    await peer.ask(list);
    const messages = (await peer.ask(call(1, 'book', { ask: true }))).map((line) => JSON.parse(line));
    expect(messages.map(({ method, error }) => method ?? error.data.code)).toEqual([
      'roots/list',
      'notifications/cancelled',
      'OUTCOME_UNKNOWN',
    ]);
  });

  it('hears once that its client is initialized, though its process died before (P-RECOVER)', async () => {
    const bridge = await openMortal(0);
    const peer = await open(bridge.url);
    await peer.ask(initialize);
    const { pid } = (await answerOf(peer, call(1, 'history'))).result;
    const child = listProcesses().find((entry) => entry.pid === pid);
    process.kill(pid, 'SIGKILL');
    while (child !== undefined && isRunning(child)) await new Promise(setImmediate);
    await expect.poll(() => liveChildrenOf(bridge.url)).toBe(0);
    const initialized = '{"jsonrpc":"2.0","method":"notifications/initialized"}';
    await peer.tell(initialized);
    const { lines } = (await answerOf(peer, call(2, 'history'))).result;
    expect(lines).toEqual([initialize, initialized, call(2, 'history')]);
  });

  it('gets the next one with its next message where it had nothing to do (P-RECOVER)', async () => {
    const bridge = await openMortal(0);
    const peer = await open(bridge.url);
    await shakeHands(peer);
    const { pid } = (await answerOf(peer, call(1, 'look'))).result;
    const child = listProcesses().find((entry) => entry.pid === pid);
    process.kill(pid, 'SIGKILL');
    while (child !== undefined && isRunning(child)) await new Promise(setImmediate);
    const after = (await answerOf(peer, call(2, 'look'))).result;
    expect(after.pid).not.toBe(pid);
  });
});

describe('a session that is not recoverable', () => {
  it('ends with its server process: its id is unknown from then on (P-404)', async () => {
    const bridge = await openMortal(1, { recovery: 'end' });
    const peer = new StreamablePeer(bridge.url);
    await shakeHands(peer);
    expect((await answerOf(peer, call(1, 'look'))).error.data).toMatchObject({ code: 'CHILD_EXITED', exitCode: 3 });
    const headers = { 'Content-Type': 'application/json', 'Mcp-Session-Id': peer.sessionId ?? '' };
    const { status, text } = await send('POST', `${bridge.url}/mcp`, headers, call(2, 'look'));
    expect([status, JSON.parse(text).error.code]).toEqual([404, -32001]);
  });
});

describe('a session that could not be given a process', () => {
  it('answers what waits with the reason, and tries again with the next message (P-ANSWER)', async () => {
    const bridge = await openMortal(1, { poolMin: 0, maxChildren: 1 });
    const first = new StreamablePeer(bridge.url);
    await shakeHands(first);
    await first.ask(list);
    expect((await answerOf(first, call(1, 'book'))).error.data.code).toBe('OUTCOME_UNKNOWN'); // and has no process now
    const second = new StreamablePeer(bridge.url);
    await shakeHands(second);
    expect((await answerOf(first, call(2, 'look'))).error.data.code).toBe('CHILDREN_EXHAUSTED');
    await second.close();
    const answer = async (id: number): Promise<string> => {
      const { result, error } = await answerOf(first, call(id, 'look'));
      return error?.data.code === 'CHILDREN_EXHAUSTED' ? answer(id + 1) : result.name; // the second one is on its way out
    };
    expect(await answer(3)).toBe('look');
  });
});
