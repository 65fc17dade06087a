import { describe, expect, it } from 'vitest';
import { readLine } from '../../../bridge/jsonrpc/read-line.ts';

describe('readLine', () => {
  it('puts a message on one line, and its ranges still fit', () => {
    const message = readLine(Buffer.from('{\r\n  "jsonrpc": "2.0",\n  "method": "x",\n  "params": [\n1]\r}\n'));
    expect(message.bytes.toString()).toBe('{    "jsonrpc": "2.0",   "method": "x",   "params": [ 1] } ');
    const { params } = message as { params?: { start: number; end: number } };
    expect(message.bytes.subarray(params?.start, params?.end).toString()).toBe('[ 1]');
  });

  it('keeps the very Buffer of a message that is on one line', () => {
    const bytes = Buffer.from('{"jsonrpc":"2.0","method":"x"}');
    expect(readLine(bytes).bytes).toBe(bytes);
  });

  it.each(['\n', '\r'])('refuses a raw %j within a string instead of altering it (P-BYTES)', (lineEnd) => {
    const text = `{"jsonrpc":"2.0","method":"x","params":{"text":"one${lineEnd}two"}}`;
    expect(() => JSON.parse(text)).toThrow();
    expect(() => readLine(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'PARSE_ERROR' }));
  });
});
