import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exchange, onEachEvent } from '../../support/event-stream.ts';
import { Inbox } from '../../support/inbox.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { SsePeer } from '../../support/sse-peer.ts';

/** 32 MiB: far more than all the buffers on the way can hold. */
const COUNT = 512;

function temporaryFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'back-pressure-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'sent');
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

    const other = await SsePeer.open(bridge.url);
    for (let id = 0; id < 50; id += 1) await other.ask(JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' }));
    expect(Number(readFileSync(progressFile, 'utf8'))).toBeLessThan(COUNT - 1);

    body.resume();
    const lines = await inbox.until((line) => 'result' in JSON.parse(line));
    const order = lines.slice(0, -1).map((line) => JSON.parse(line).params.sent);
    expect(order).toEqual(Array.from({ length: COUNT }, (_, sent) => sent));
  });
});
