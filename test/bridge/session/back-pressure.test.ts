import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exchange, onEachEvent, readText } from '../../support/event-stream.ts';
import { Inbox } from '../../support/inbox.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { SsePeer } from '../../support/sse-peer.ts';
import { StreamablePeer } from '../../support/streamable-peer.ts';
import { send } from '../../support/streamable-session.ts';
import { shakeHands } from '../../support/wire-peer.ts';

/** 32 MiB: far more than all the buffers on the way can hold. */
const COUNT = 512;
/** What has not moved while another session got so many answers has stopped. */
const STILL_PINGS = 300;

function temporaryFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'back-pressure-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'sent');
}

/** How far something has come when it comes no further, while another session goes on and notices nothing. */
async function whereItStops(url: string, progress: () => number): Promise<number> {
  await expect.poll(progress, { timeout: 20_000 }).toBeGreaterThan(0);
  const other = await SsePeer.open(url);
  let reached = progress();
  for (let id = 0, since = 0; since < STILL_PINGS; id += 1) {
    await other.ask(JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' }));
    since = progress() === reached ? since + 1 : 0;
    reached = progress();
  }
  return reached;
}

const numberIn = (file: string) => (): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);

/** A session of the streamable era, and its calls, each over a connection of its own. */
async function openCalls(url: string) {
  const peer = new StreamablePeer(url);
  await shakeHands(peer);
  const session = { 'Mcp-Session-Id': String(peer.sessionId) };
  const headers = { ...session, 'Content-Type': 'application/json', Accept: 'application/json' };
  const call = (id: number, params: object) =>
    exchange('POST', `${url}/mcp`, headers, JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
  const listen = () => exchange('GET', `${url}/mcp`, { ...session, Accept: 'text/event-stream' });
  return { call, listen };
}

describe('a client that does not read', () => {
  it('holds back its own server process alone, and gets all messages in order when it reads on', async () => {
    const bridge = await openBridge('floods-stdout');
    const progressFile = temporaryFile();
    const { body } = await exchange('GET', `${bridge.url}/sse`);
    const inbox = new Inbox('the slow stream');
    onEachEvent(body, ({ data }) => inbox.push(data));
    const endpoint = new URL(await inbox.next(), bridge.url);
    body.pause();
    const flood = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { count: COUNT, progressFile },
    });
    await exchange('POST', endpoint, { 'Content-Type': 'application/json' }, flood);

    expect(await whereItStops(bridge.url, numberIn(progressFile))).toBeLessThan(COUNT - 1);

    body.resume();
    const lines = await inbox.until((line) => 'result' in JSON.parse(line));
    const order = lines.slice(0, -1).map((line) => JSON.parse(line).params.sent);
    expect(order).toEqual(Array.from({ length: COUNT }, (_, sent) => sent));
  });

  it('is cut off where it reads nothing for --unread-timeout, and its process is freed (P-BOUND)', async () => {
    const bridge = await openBridge('floods-stdout', { unreadTimeoutMs: 100, disconnectGraceMs: 0, poolMin: 0 });
    const { body } = await exchange('GET', `${bridge.url}/sse`);
    const inbox = new Inbox('the stream that is not read');
    onEachEvent(body, ({ data }) => inbox.push(data));
    const endpoint = new URL(await inbox.next(), bridge.url);
    body.pause();
    const params = { count: COUNT, progressFile: temporaryFile() };
    const flood = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    await exchange('POST', endpoint, { 'Content-Type': 'application/json' }, flood);
    const live = async () => JSON.parse((await send('GET', `${bridge.url}/health`, {})).text).bridge.children.live;
    await expect.poll(live, { timeout: 20_000 }).toBe(0);
  });

  it("stands in nobody's way once a newer stream has taken the place of its own (P-BOUND)", async () => {
    const bridge = await openBridge('floods-stdout');
    const progressFile = temporaryFile();
    const { call, listen } = await openCalls(bridge.url);
    await listen(); // and never reads
    const answer = call(1, { count: COUNT, progressFile });
    expect(await whereItStops(bridge.url, numberIn(progressFile))).toBeLessThan(COUNT - 1);

    const { body } = await listen();
    const inbox = new Inbox('the newer stream');
    onEachEvent(body, ({ data }) => inbox.push(data));
    await inbox.until((line) => JSON.parse(line).params.sent === COUNT - 1);
    expect(JSON.parse(await readText((await answer).body)).result).toEqual({ count: COUNT });
  });

  it('has its server process wait for each answer that it leaves unread, and gets all of them in the end (P-BOUND)', async () => {
    const bridge = await openBridge('answers-large');
    const { call } = await openCalls(bridge.url);
    const bytes = 10_000_000;
    let begun = 0;
    const answers = Array.from({ length: 12 }, async (_, id) => {
      const { body } = await call(id + 1, { bytes });
      begun += 1;
      return body;
    });
    expect(await whereItStops(bridge.url, () => begun)).toBeLessThan(4);

    const texts = await Promise.all(answers.map(async (body) => readText(await body)));
    expect(texts.map((text) => JSON.parse(text).result.text.length)).toEqual(answers.map(() => bytes));
  });
});

describe('a streamable client that opens no stream', () => {
  it('has its calls answered, however much its server tells it meanwhile (P-ANSWER, P-BOUND)', async () => {
    const bridge = await openBridge('waits-for-go', { maxOutboxMessages: 5 });
    const peer = new StreamablePeer(bridge.url);
    await shakeHands(peer);
    for (let told = 0; told < 20; told += 1) {
      await peer.tell(`{"jsonrpc":"2.0","method":"notifications/tell","params":{"what":${told}}}`);
    }
    const answered = await peer.ask('{"jsonrpc":"2.0","id":1,"method":"ping"}'); // what is told meanwhile may ride on it
    expect(answered.at(-1)).toContain('"id":1');
    await peer.listen();
    await peer.tell('{"jsonrpc":"2.0","method":"notifications/tell","params":{"what":"the last"}}');
    const kept = await peer.until((line) => line.includes('the last'));
    expect(kept.length).toBeLessThanOrEqual(6);
  });
});
