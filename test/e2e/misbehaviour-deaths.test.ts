import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exchange, readText } from '../support/event-stream.ts';
import { openBridge } from '../support/open-bridge.ts';
import { listProcesses, survivorsOf } from '../support/process-table.ts';
import { SsePeer } from '../support/sse-peer.ts';
import type { StreamablePeer } from '../support/streamable-peer.ts';
import { initialize, send, usual } from '../support/streamable-session.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';
import { eras, openWitnesses, ping, ready, toolCall } from './witnesses.ts';

/** Every process has ended this long after its session, whatever it ignores. */
const DEADLINE_MS = 15_000;

function fileThatIsNotThere(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'misbehaviour-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'here');
}

/** Sends all requests at once; resolves to all that comes for them, and to when it was all there. */
async function answersTo(requests: readonly string[], peer: WirePeer, url: string) {
  if (peer instanceof SsePeer) {
    for (const request of requests) await peer.tell(request);
    let count = 0;
    const lines = await peer.until(() => ++count === requests.length);
    const endedMs = Date.now();
    await expect(peer.until(() => true)).rejects.toThrow('closed'); // and not one line more
    return { lines, endedMs };
  }
  const session = { ...usual, 'Mcp-Session-Id': String((peer as StreamablePeer).sessionId) };
  const texts = requests.map(async (request) =>
    readText((await exchange('POST', `${url}/mcp`, session, request)).body),
  );
  return { lines: await Promise.all(texts), endedMs: Date.now() };
}

describe.each(eras)('in the %s era', (_, open) => {
  it.each([
    [undefined, { exitCode: 9 }],
    ['SIGKILL', { signal: 'SIGKILL' }],
    ['SIGABRT', { signal: 'SIGABRT' }],
  ] as const)(
    'each open call of a child that dies is answered within 100 ms, with how it died: signal %s (P-ANSWER)',
    async (signal, end) => {
      const bridge = await openBridge('dies-with-calls-open');
      const othersGoOn = await openWitnesses(bridge.url);
      const waitsMs: number[] = [];
      for (let death = 0; death < 3; death += 1) {
        const peer = await ready(open, bridge.url);
        const ids = [1, 'two', 3, 4, 5];
        const calls = ids.map((id) => toolCall(id, id === 5 ? { name: 'die', signal } : { name: 'hold' }));
        const { lines, endedMs } = await answersTo(calls, peer, bridge.url);
        const answers = lines.map((line) => JSON.parse(line));
        expect(new Set(answers.map(({ id }) => id))).toEqual(new Set(ids));
        expect(answers).toHaveLength(ids.length);
        for (const { error } of answers) {
          const stderr = [expect.stringMatching(/^fatal: died at \d+$/)];
          const advice = expect.stringContaining('start a new session');
          expect(error.data).toEqual({ code: 'CHILD_EXITED', ...end, stderr, advice });
        }
        const [lastWord = ''] = answers[0].error.data.stderr;
        waitsMs.push(endedMs - Number(lastWord.split(' ').at(-1)));
        await expect(peer.ask(ping)).rejects.toThrow(/404.*-32001/);
        await othersGoOn();
      }
      expect(Math.min(...waitsMs)).toBeLessThan(100); // one of them: this machine may be busy
    },
  );

  it('a child that dies with nothing to do takes its session along, and no other (P-404, P-ISOLATE)', async () => {
    const bridge = await openBridge('dies-idle');
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    await peer.tell('{"jsonrpc":"2.0","method":"notifications/die"}');
    const refusal = () => peer.ask(ping).then(String, String);
    await expect.poll(refusal).toMatch(/404.*-32001/);
    await othersGoOn();
    await ready(open, bridge.url);
  });

  it('a child that hangs on start is given up with its session; those that work go on (P-ANSWER, P-ORPHAN)', async () => {
    const file = fileThatIsNotThere();
    const bridge = await openBridge(['hangs-on-start', file], { poolMin: 0, requestTimeoutMs: 2000 });
    const othersGoOn = await openWitnesses(bridge.url);
    const running = () => listProcesses().filter(({ commandLine }) => commandLine.includes(file));
    const before = running();
    writeFileSync(file, '');
    const peer = await open(bridge.url);
    const refusal = peer.ask(initialize).then(String, String);
    const hung = () => running().filter(({ pid }) => before.every((entry) => entry.pid !== pid));
    await expect.poll(hung).toHaveLength(1);
    const [child] = hung();
    await othersGoOn();
    expect(await refusal).toContain('REQUEST_TIMEOUT');
    expect(await survivorsOf(child ? [child] : [], DEADLINE_MS)).toEqual([]);
    await othersGoOn();
  });

  it('children that exit on start are answered for, and those that work go on (P-ANSWER)', async () => {
    const file = fileThatIsNotThere();
    const bridge = await openBridge(['exits-while-file-exists', file], { poolMin: 0 });
    const othersGoOn = await openWitnesses(bridge.url);
    writeFileSync(file, '');
    for (let start = 0; start < 8; start += 1) {
      const refusal = await open(bridge.url).then(shakeHands).then(String, String);
      // the stream may be over before its client has said a word: then there is nothing to answer
      expect(refusal).toMatch(/CHILD_EXITED|SERVER_FAILING|404.*-32001|stream was closed/);
    }
    await othersGoOn();
    const refused = await send('POST', `${bridge.url}/mcp`, usual, initialize);
    expect([refused.status, JSON.parse(refused.text).error.data]).toMatchObject([
      503,
      { code: 'SERVER_FAILING', exitCode: 4, stderr: ['fatal: the database is down'] },
    ]);
  });

  it('a child that ignores SIGTERM ends with its session, and no other does (P-ORPHAN)', async () => {
    const bridge = await openBridge('ignores-sigterm');
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    const { pid } = JSON.parse((await peer.ask(toolCall(1))).join('')).result;
    const child = listProcesses().filter((entry) => entry.pid === pid);
    expect(child).toHaveLength(1);
    await peer.close();
    expect(await survivorsOf(child, DEADLINE_MS)).toEqual([]);
    await othersGoOn();
  });

  it('a grandchild ends with the child that has died, whose calls are answered though it holds stdout open (P-ORPHAN, P-ANSWER)', async () => {
    const bridge = await openBridge('forks-a-grandchild');
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    const { pid, grandchildPid } = JSON.parse((await peer.ask(toolCall(1))).join('')).result;
    const pair = listProcesses().filter((entry) => entry.pid === pid || entry.pid === grandchildPid);
    expect(pair).toHaveLength(2);

    process.kill(pid, 'SIGSTOP'); // so that it can't answer before it is gone
    const answer = peer.ask(toolCall(2));
    await othersGoOn();
    process.kill(pid, 'SIGKILL');
    expect(JSON.parse((await answer).at(-1) ?? '').error.data).toMatchObject({
      code: 'CHILD_EXITED',
      signal: 'SIGKILL',
      stderr: [`grandchild ${grandchildPid}`],
    });
    expect(await survivorsOf(pair, DEADLINE_MS)).toEqual([]);
    await othersGoOn();
  });
});

it('the stream of an sse session ends with its child (P-404)', async () => {
  const bridge = await openBridge('dies-idle');
  const peer = await ready((url) => SsePeer.open(url), bridge.url);
  await peer.tell('{"jsonrpc":"2.0","method":"notifications/die"}');
  await expect(peer.until(() => true)).rejects.toThrow('closed');
});
