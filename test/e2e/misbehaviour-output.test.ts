import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { openBridge } from '../support/open-bridge.ts';
import { startBridge } from '../support/start-bridge.ts';
import { initialize, openSession, usual } from '../support/streamable-session.ts';
import { eras, openWitnesses, ping, ready, toolCall } from './witnesses.ts';

const MIB = 1024 ** 2;
const BLOCK_DIGITS = 8;

/** The digest of the line that `prints-a-long-line` answers the call 1 with. */
function digestOfLongLine(bytes: number): string {
  const hash = createHash('sha256');
  const [head, tail] = ['{"jsonrpc":"2.0","id":1,"result":{"text":"', '"}}'];
  hash.update(head);
  let rest = bytes - head.length - tail.length;
  for (let block = 0; rest > 0; block += 1) {
    const text = String(block).padStart(BLOCK_DIGITS, '0').repeat(8192).slice(0, rest);
    hash.update(text);
    rest -= text.length;
  }
  return hash.update(tail).digest('hex');
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Calls for a line of so many bytes, and resolves to the very bytes of the answer: a peer of lines would be slow at it. */
const longAnswer = {
  async streamable(url: string, bytes: number): Promise<Buffer> {
    const { call } = await openSession(url);
    const { body } = await call(1, { bytes });
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks);
  },

  async sse(url: string, bytes: number): Promise<Buffer> {
    const { body } = await exchange('GET', `${url}/sse`, { Accept: 'text/event-stream' });
    const [first] = await once(body, 'data');
    const [, endpoint = ''] = /^data: (\S+)$/m.exec(String(first)) ?? [];
    for (const message of [initialize, toolCall(1, { bytes })]) {
      const accepted = await exchange('POST', url + endpoint, usual, message);
      expect([accepted.status, await readText(accepted.body)]).toEqual([202, '']);
    }
    const chunks: Buffer[] = [];
    let received = 0;
    for await (const chunk of body) {
      chunks.push(chunk);
      received += chunk.length;
      if (received > bytes && Buffer.concat(chunks.slice(-2)).subarray(-4).toString() === '}}\n\n') break;
    }
    const all = Buffer.concat(chunks);
    return all.subarray(all.lastIndexOf('data: ') + 'data: '.length, -2);
  },
};

/** Most memory that a process has had so far. Bytes. */
function peakMemory(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

describe.each(eras)('in the %s era', (era, open) => {
  it('a line of 64 MiB passes, every byte of it, and one of more with a raised limit (P-BYTES, P-BOUND)', async () => {
    for (const [bytes, settings] of [
      [64 * MIB, {}],
      [64 * MIB + 1, { maxLineBytes: 80 * MIB }],
    ] as const) {
      const bridge = await openBridge('prints-a-long-line', { streamAfterMs: 0, ...settings });
      const othersGoOn = await openWitnesses(bridge.url);
      const answer = longAnswer[era](bridge.url, bytes);
      await othersGoOn();
      const line = await answer;
      expect([line.length, digestOf(line)]).toEqual([bytes, digestOfLongLine(bytes)]);
      await othersGoOn();
    }
  });

  it('a line of a byte over the limit ends its child alone, and what it would have answered gets LINE_TOO_LONG (P-BOUND, P-ANSWER)', async () => {
    const bridge = await openBridge('prints-a-long-line');
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    const [line = '', ...more] = await peer.ask(toolCall(1, { bytes: 64 * MIB + 1 }));
    expect(JSON.parse(line).error.data).toEqual({ code: 'LINE_TOO_LONG' });
    expect(more).toEqual([]);
    await expect(peer.ask(ping)).rejects.toThrow(/404.*-32001/);
    await othersGoOn();
  });

  it('characters that arrive byte by byte arrive whole (P-BYTES)', async () => {
    const bridge = await openBridge('prints-byte-by-byte');
    const peer = await ready(open, bridge.url);
    const params = { é: '€ 🎉 \u2028 𝄞', deep: ['ß', { 漢: '\u0000' }] };
    expect(await peer.ask(toolCall(1, params))).toEqual([JSON.stringify({ jsonrpc: '2.0', id: 1, result: params })]);
  });

  it('CR LF and blank lines end a message, and are no part of it (P-BYTES)', async () => {
    const bridge = await openBridge('ends-lines-with-crlf');
    const peer = await ready(open, bridge.url);
    expect(await peer.ask(toolCall(1, { a: '\r\n' }))).toEqual(['{"jsonrpc":"2.0","id":1,"result":{"a":"\\r\\n"}}']);
    expect(await peer.ask(ping)).toEqual(['{"jsonrpc":"2.0","id":"ping","result":{}}']);
  });

  it.each(['noisy-stdout', 'prints-binary-noise'])(
    'noise on stdout is logged without its text, and reaches nobody: %s',
    async (child) => {
      const bridge = await startBridge(['--', ...fixtureChild(child)]);
      const othersGoOn = await openWitnesses(bridge.url);
      const peer = await ready(open, bridge.url);
      for (const id of [1, 2]) {
        const lines = await peer.ask(toolCall(id, { call: id }));
        expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ id, result: { echo: { call: id } } }]);
      }
      await othersGoOn();
      const noise = () => bridge.log.filter(({ msg }) => msg === 'child printed a line that is no message');
      await expect.poll(() => noise().length).toBeGreaterThanOrEqual(4);
      for (const entry of noise()) {
        expect(entry).toMatchObject({ level: 40, bytes: expect.any(Number), why: expect.stringMatching(/^Not /) });
      }
      expect(JSON.stringify(noise())).not.toMatch(/DEBUG|astray|fatal|\[\[/);
    },
  );

  it.each([
    ['in lines', { lineBytes: 100 }],
    ['in one line that does not end', {}],
  ])('a flood on stderr, %s, takes no memory and leaves the last words (P-BOUND)', async (_, form) => {
    const bridge = await startBridge(['--max-stderr-bytes', '1KiB', '--', ...fixtureChild('floods-stderr')]);
    const othersGoOn = await openWitnesses(bridge.url);
    const peer = await ready(open, bridge.url);
    await peer.ask(toolCall(1, { bytes: MIB, ...form }));
    const before = peakMemory(bridge.pid);
    const flood = peer.ask(toolCall(2, { bytes: 64 * MIB, ...form }));
    await othersGoOn();
    expect(JSON.parse((await flood).join('')).result).toEqual({ wrote: 64 * MIB });
    expect(peakMemory(bridge.pid) - before).toBeLessThan(48 * MIB);

    const { stderr } = JSON.parse((await peer.ask(toolCall(3, { name: 'die' }))).join('')).error.data;
    const last = 'lineBytes' in form ? `${'.'.repeat(93)}671088` : 'x'.repeat(1024);
    expect(stderr.at(-1)).toBe(last);
    expect(Buffer.byteLength(stderr.join(''))).toBeLessThanOrEqual(1024);
    await othersGoOn();
  });
});
