import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../bridge/child/line-splitter.ts';
import { type Envelope, type Range, readEnvelope } from '../../../bridge/jsonrpc/envelope.ts';
import { InvalidMessageError } from '../../../bridge/jsonrpc/invalid-message-error.ts';
import { readLine } from '../../../bridge/jsonrpc/read-line.ts';
import { damaged, messageText, methodText, numberText, spellingsOf, stringText, valueText } from './json-texts.ts';

const read = (text: string): Envelope => readEnvelope(Buffer.from(text));

const slice = (bytes: Buffer, range: Range | undefined): string | undefined =>
  range && bytes.toString('utf8', range.start, range.end);

function problemOf(bytes: Buffer): InvalidMessageError {
  try {
    readEnvelope(bytes);
  } catch (error) {
    if (error instanceof InvalidMessageError) return error;
    throw error;
  }
  throw new Error('the message was accepted');
}

/** What the whole message says, read by building all of it. Undefined when it is not JSON. */
function parsed(bytes: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return undefined;
  }
}

/** The verdict as one reads it in the specification, over the built value. */
function kindOf(value: unknown): Envelope['kind'] | 'invalid' {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'invalid';
  const message = new Map(Object.entries(value));
  const id = message.get('id');
  const hasId = typeof id === 'string' || typeof id === 'number';
  const answers = Number(message.has('result')) + Number(message.has('error'));
  if (message.get('jsonrpc') !== '2.0') return 'invalid';
  if (message.has('method')) {
    if (typeof message.get('method') !== 'string' || answers > 0) return 'invalid';
    return hasId ? 'request' : message.has('id') ? 'invalid' : 'notification';
  }
  if (answers !== 1) return 'invalid';
  return hasId || id === null || (!message.has('id') && message.has('error')) ? 'response' : 'invalid';
}

/** The bytes as a child prints them, cut anywhere, on one line, with another before and behind it. */
function throughSplitter(line: Buffer, cuts: readonly number[]): Buffer | undefined {
  const printed = Buffer.concat([Buffer.from('first\r\n'), line, Buffer.from('\nlast')]);
  const splitter = new LineSplitter({ maxLineBytes: 100_000 });
  const places = [0, ...cuts.map((cut) => cut % printed.length).sort((a, b) => a - b), printed.length];
  const lines = places.slice(1).flatMap((end, index) => splitter.push(printed.subarray(places[index], end)));
  expect([lines.length, lines[0]?.toString()]).toEqual([2, 'first']);
  return lines[1];
}

/** Whitespace between tokens may be another on one line; a line end within a string is no JSON, and stays none. */
const onOneLine = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte)));

function expectSameReading(bytes: Buffer): void {
  const whole = parsed(bytes);
  if (whole === undefined) {
    expect(problemOf(bytes).code).toBe('PARSE_ERROR');
    return;
  }
  const kind = kindOf(whole.value);
  if (kind === 'invalid') {
    expect(problemOf(bytes).code).toBe('INVALID_REQUEST');
    return;
  }
  const message = whole.value as Record<string, unknown>;
  const envelope = readEnvelope(bytes);
  expect(envelope.kind).toBe(kind);
  expect(envelope.bytes).toBe(bytes);
  if (envelope.kind !== 'notification') {
    const id = message['id'] ?? undefined;
    expect(envelope.id && JSON.parse(envelope.id.json)).toStrictEqual(id);
    expect(envelope.id?.key).toBe(typeof id === 'number' ? String(id) : typeof id === 'string' ? `"${id}"` : undefined);
  }
  if (envelope.kind === 'response') {
    expect(envelope.isError).toBe(Object.hasOwn(message, 'error'));
    expect(JSON.parse(slice(bytes, envelope.result) ?? '')).toStrictEqual(
      message[envelope.isError ? 'error' : 'result'],
    );
  } else {
    expect(envelope.method).toBe(message['method']);
    expect(envelope.params !== undefined).toBe(Object.hasOwn(message, 'params'));
    if (envelope.params) expect(JSON.parse(slice(bytes, envelope.params) ?? '')).toStrictEqual(message['params']);
  }
}

describe('readEnvelope', () => {
  it('reads a request', () => {
    const bytes = Buffer.from('{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"echo"}}');
    const envelope = readEnvelope(bytes);
    expect(envelope).toMatchObject({ kind: 'request', id: { key: '7', json: '7' }, method: 'tools/call' });
    expect(envelope.kind === 'request' && slice(bytes, envelope.params)).toBe('{"name":"echo"}');
  });

  it('reads a notification: a method without an id', () => {
    expect(read('{"jsonrpc":"2.0","method":"notifications/initialized"}')).toMatchObject({
      kind: 'notification',
      method: 'notifications/initialized',
      params: undefined,
    });
  });

  it('reads a response whose id comes after a long result', () => {
    const result = JSON.stringify({ content: [{ type: 'text', text: '{"id":1,"method":"no"}'.repeat(1000) }] });
    const bytes = Buffer.from(`{"result":${result},"id":"a","jsonrpc":"2.0"}`);
    const envelope = readEnvelope(bytes);
    expect(envelope).toMatchObject({ kind: 'response', id: { key: '"a"', json: '"a"' }, isError: false });
    expect(envelope.kind === 'response' && slice(bytes, envelope.result)).toBe(result);
  });

  it.each([
    ['null', '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"?"}}'],
    ['left out, as MCP allows', '{"jsonrpc":"2.0","error":{"code":-32700,"message":"?"}}'],
  ])('reads an error whose id is %s', (_, text) => {
    expect(read(text)).toMatchObject({ kind: 'response', id: undefined, isError: true });
  });

  it('reads what JSON.parse reads from any message, whole or damaged', () => {
    fc.assert(
      fc.property(messageText, (text) => expectSameReading(Buffer.from(text))),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(damaged(messageText), expectSameReading), { numRuns: 2000 });
    fc.assert(fc.property(valueText, (text) => expectSameReading(Buffer.from(text))));
  });

  it('reads the same from a message that a child prints in pieces, cut at any byte (P-BYTES)', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(damaged(messageText).map(onOneLine), cuts, (bytes, places) => {
        const line = throughSplitter(bytes, places) ?? Buffer.alloc(0);
        expect(line.equals(bytes)).toBe(true);
        expectSameReading(line);
      }),
      { numRuns: 1500 },
    );
    const bytes = Buffer.from('{"jsonrpc":"2.0","id":"é€🎉","method":"tools/call","params":{"a":"\\u00e9\\n"}}');
    for (let cut = 0; cut < bytes.length + 8; cut += 1) {
      const line = throughSplitter(bytes, [cut]) ?? Buffer.alloc(0);
      expect(readLine(line)).toMatchObject({ kind: 'request', id: { key: '"é€🎉"' }, method: 'tools/call' });
    }
  });

  it('reads any method, whether it is one of MCP, nearly one or none, however it is spelled', () => {
    fc.assert(
      fc.property(methodText, (method) => {
        const bytes = Buffer.from(`{"jsonrpc":"2.0","id":1,"method":${method}}`);
        expect(readEnvelope(bytes)).toMatchObject({ kind: 'request', method: JSON.parse(method) });
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['["ping"]', '{"ping":1}', '4.25', 'null', '[]', '12'])('takes the method %s for no string', (method) => {
    const bytes = Buffer.from(`{"jsonrpc":"2.0","id":1,"method":${method}}`);
    expect(problemOf(bytes).code).toBe('INVALID_REQUEST');
  });

  it('knows no member by a name that is too long to be one, and builds nothing of it', () => {
    for (const name of ['\\u0069d'.repeat(500_000), `id${'\\u0000'.repeat(500_000)}`, 'id'.repeat(1_000_000)]) {
      const bytes = Buffer.from(`{"jsonrpc":"2.0","method":"x","${name}":7}`);
      expect(readEnvelope(bytes)).toMatchObject({ kind: 'notification', method: 'x' });
    }
  });

  it('leaves params of any type and members of any other name to the peers', () => {
    fc.assert(
      fc.property(valueText, stringText, (value, name) => {
        fc.pre(!['jsonrpc', 'id', 'method', 'params', 'result', 'error'].includes(JSON.parse(name)));
        const bytes = Buffer.from(`{${name}:${value},"jsonrpc":"2.0","id":1,"method":"x","params":${value}}`);
        const envelope = readEnvelope(bytes);
        expect(envelope.kind === 'request' && slice(bytes, envelope.params)).toBe(value);
      }),
    );
  });

  it('knows its members however their names are spelled, and takes the last of two', () => {
    fc.assert(
      fc.property(spellingsOf('id'), spellingsOf('method'), spellingsOf('jsonrpc'), (id, method, jsonrpc) => {
        const text = `{"id":1,"method":"no",${jsonrpc}:"2.0",${id}:2,${method}:"yes"}`;
        expect(read(text)).toMatchObject({ kind: 'request', id: { key: '2' }, method: 'yes' });
      }),
    );
  });

  it('takes members of the top level only', () => {
    expect(problemOf(Buffer.from('{"a":{"jsonrpc":"2.0","id":1,"method":"x"}}')).code).toBe('INVALID_REQUEST');
  });

  it.each([
    ['1', '1.0'],
    ['1', '10e-1'],
    ['100', '1E2'],
    ['0', '-0'],
    ['12345678901234567890', '12345678901234567000'],
    ['"a"', '"\\u0061"'],
    ['"/"', '"\\/"'],
    ['"é"', '"\\u00e9"'],
  ])('gives %s and %s the same key, and each as it was written', (one, other) => {
    const [first, second] = [one, other].map((id) => read(`{"jsonrpc":"2.0","id":${id},"method":"x"}`));
    expect(first?.kind === 'request' && second?.kind === 'request' && first.id.key === second.id.key).toBe(true);
    expect(first).toMatchObject({ id: { json: one } });
    expect(second).toMatchObject({ id: { json: other } });
  });

  it('keeps each whole number as it was written, and tells it from every other', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }).map(String);
    const readId = (id: string) => read(`{"jsonrpc":"2.0","id":${id},"result":0}`);
    fc.assert(
      fc.property(fc.oneof(digits, fc.nat(2000).map(String)), (id) => {
        expect(readId(id)).toMatchObject({ id: { key: id, json: id } });
        expect(readId(`-${id}`)).toMatchObject({ id: { key: String(-Number(id)), json: `-${id}` } });
      }),
    );
  });

  it('gives different ids different keys, a number and its digits in quotes among them', () => {
    const idText = fc.oneof(
      numberText,
      stringText,
      numberText.map((number) => `"${number}"`),
    );
    fc.assert(
      fc.property(idText, idText, (one, other) => {
        const [first, second] = [one, other].map((id) => read(`{"jsonrpc":"2.0","id":${id},"result":0}`));
        const sameKey = first?.kind === 'response' && second?.kind === 'response' && first.id?.key === second.id?.key;
        expect(sameKey).toBe(JSON.parse(one) === JSON.parse(other));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['no "jsonrpc"', '{"id":1,"method":"x"}', '"jsonrpc" is missing'],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"x"}', '"jsonrpc" is not "2.0" at byte 11'],
    ['a version that is a number', '{"jsonrpc":2.0,"id":1,"method":"x"}', '"jsonrpc" is not "2.0" at byte 11'],
    ['a method that is no string', '{"jsonrpc":"2.0","id":1,"method":1}', '"method" is not a string at byte 33'],
    [
      'a request with a null id',
      '{"jsonrpc":"2.0","id":null,"method":"x"}',
      '"id" is neither a string nor a number at byte 22',
    ],
    [
      'a request with a boolean id',
      '{"jsonrpc":"2.0","id":true,"method":"x"}',
      '"id" is neither a string nor a number at byte 22',
    ],
    [
      'a response with an object id',
      '{"jsonrpc":"2.0","id":{},"result":1}',
      '"id" is no string, number or null at byte 22',
    ],
    ['a result without an id', '{"jsonrpc":"2.0","result":1}', 'it has a "result" but no "id" at byte 26'],
    [
      'a result and an error',
      '{"jsonrpc":"2.0","id":1,"result":1,"error":{}}',
      'it has a "result" and an "error" at byte 43',
    ],
    [
      'a method and a result',
      '{"jsonrpc":"2.0","id":1,"method":"x","result":1}',
      'it has a "method" and a "result" or "error" at byte 46',
    ],
    ['neither method nor answer', '{"jsonrpc":"2.0","id":1}', 'it has none of "method", "result" and "error"'],
    [
      'a batch',
      '[{"jsonrpc":"2.0","id":1,"method":"x"}]',
      'batches are not accepted here, send each message by itself',
    ],
    ['a bare value', '"tools/call"', 'it is not an object'],
  ])('refuses %s and says why', (_, text, problem) => {
    const error = problemOf(Buffer.from(text));
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', jsonRpcCode: -32600 });
    expect(error.message).toBe(`Not a valid JSON-RPC 2.0 message: ${problem}.`);
  });

  it('finds broken JSON first, whatever else is wrong', () => {
    for (const text of [
      '{"jsonrpc":"1.0",',
      '[{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","id":1,"method":"x"} x',
      '{"jsonrpc":"2.0","id":1,"method":"x"}{}',
    ]) {
      expect(problemOf(Buffer.from(text))).toMatchObject({ code: 'PARSE_ERROR', jsonRpcCode: -32700 });
    }
  });

  it('refuses a byte order mark, as JSON.parse does', () => {
    expect(problemOf(Buffer.from('\ufeff{"jsonrpc":"2.0","method":"x"}'))).toMatchObject({
      code: 'PARSE_ERROR',
      offset: 0,
    });
  });

  it('quotes nothing of a message in its errors', () => {
    const secret = 'hunter2';
    fc.assert(
      fc.property(
        damaged(fc.constant(`{"jsonrpc":"2.0","${secret}":"${secret}","id":"${secret}","method":[]}`)),
        (bytes) => {
          expect(problemOf(bytes).message).not.toMatch(/hunt|nter/);
        },
      ),
    );
  });
});
