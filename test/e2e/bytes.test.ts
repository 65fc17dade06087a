import { expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { startBridge } from '../support/start-bridge.ts';
import { eras } from './witnesses.ts';

/** Each line is one that a bridge which parses and writes JSON again would change. */
const lines = [
  '{"jsonrpc":"2.0","id":1,"method":"vendor/unknown","params":{"n":12345678901234567890,"one":1.0,"tiny":1e-7}}',
  '{"params":{"b":1,"a":2,"2":0,"1":0},"method":"key/order","id":2,"jsonrpc":"2.0"}',
  '{"jsonrpc":"2.0","id":3,"method":"esc\\u0061pes","params":{"s":"\\u00e9 é \\/ \\ud83c\\udf89 🎉 \\u2028 \u2028"}}',
  '{ "jsonrpc" : "2.0",\t"id" : 4, "method" : "blanks" , "params" : { } }',
  '{"jsonrpc":"2.0","id":5,"method":"doubles","params":{"a":1,"a":2,"__proto__":{"x":1}},"x-vendor":{"top":"level"}}',
  '{"jsonrpc":"2.0","id":"\\u0069d-6","method":"escaped/id","params":{"_meta":{"vendor/unknown":[null,-0.0,1E3]}}}',
  '{"jsonrpc":"2.0","id":-8.50e1,"method":"odd/ids","params":[[],{},"",{"":{"":[]}}],"":null}',
  '{"jsonrpc":"2.0","id":"a\\"b\\\\","method":"halves","params":{"lone":"\\ud800 \\udc00","nul":"\\u0000","del":"\u007f"}}',
  `{"jsonrpc":"2.0","id":10,"method":"deep","params":${'[{"a":'.repeat(5_000)}0${'}]'.repeat(5_000)}}`,
  `{"jsonrpc":"2.0","id":11,"method":"long/number","params":{"n":-${'7'.repeat(10_000)}.${'0'.repeat(10_000)}e+${'0'.repeat(100)}1}}`,
  `{"jsonrpc":"2.0","id":7,"method":"large","params":{"s":"${'0123456789abcdef'.repeat(40_000)}"}}`,
];

it.each(eras)('passes every byte of a message both ways in the %s era (P-BYTES)', async (_, open) => {
  const bridge = await startBridge(['--', ...fixtureChild('verbatim')]);
  const peer = await open(bridge.url);
  await peer.ask('{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}');
  for (const line of lines) {
    const id = /"id"\s*:\s*("(?:[^"\\]|\\.)*"|[^,]+)/.exec(line)?.[1]?.trim();
    expect(await peer.ask(line)).toEqual([`{"result":${line},"x-vendor":1.0,"id":${id},"jsonrpc":"2.0"}`]);
  }
});
