import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidMessageError } from '../../../bridge/jsonrpc/invalid-message-error.ts';
import { skipSpace } from '../../../bridge/jsonrpc/skip-space.ts';
import { skipValue } from '../../../bridge/jsonrpc/skip-value.ts';
import { damaged, messageText, valueText } from './json-texts.ts';

/** Whether the bytes are one JSON value. */
function isJson(bytes: Buffer): boolean {
  try {
    return skipSpace(bytes, skipValue(bytes, skipSpace(bytes, 0))) === bytes.length;
  } catch (error) {
    if (error instanceof InvalidMessageError && error.code === 'PARSE_ERROR') return false;
    throw error;
  }
}

function parses(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** The same bytes, beginning at any place of a machine word. */
function shifted(bytes: Buffer, by: number): Buffer {
  return Buffer.concat([Buffer.alloc(by, '"'), bytes, Buffer.alloc(5, '"')]).subarray(by, by + bytes.length);
}

describe('skipValue', () => {
  it.each([
    '0',
    '-0',
    '-',
    '+1',
    '01',
    '-01',
    '00',
    '1.',
    '.5',
    '-.5',
    '1.5',
    '1.e1',
    '1e',
    '1e+',
    '1E-',
    '1e5',
    '1E+5',
    '1e-5',
    '1e05',
    '1e400',
    '-1e400',
    '1e4.5',
    '0x10',
    '1_000',
    '1 2',
    'NaN',
    'Infinity',
    '-Infinity',
    '9'.repeat(400),
    '0.0000',
    '0e0',
    '1.0E0',
    'true',
    'tru',
    'True',
    'truee',
    'false',
    'fals',
    'null',
    'nul',
    'nulll',
    'undefined',
    't',
    'f',
    'n',
    '',
    ' ',
    '\n',
    '\ufeff1',
    '\ufeff',
    '1\ufeff',
    '\u00a01',
    '\u20281',
    '\v1',
    '\f1',
    '\0',
    '1\0',
    ' \t\r\n1 \t\r\n',
    '""',
    '"',
    '"a',
    "'a'",
    '"a"b',
    '"\\"',
    '"\\',
    '"\\u',
    '"\\u12',
    '"\\u123"',
    '"\\u123g"',
    '"\\u12345"',
    '"\\U0041"',
    '"\\x41"',
    '"\\a"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ud83d\\ude00"',
    '"😀"',
    '"\u007f"',
    '"\u2028\u2029"',
    '"\\\n"',
    '"\\0"',
    '[]',
    '[',
    ']',
    '[1',
    '[1,',
    '[1,]',
    '[,1]',
    '[,]',
    '[1 2]',
    '[1,,2]',
    '[ ]',
    '[1 , 2 ]',
    '[]]',
    '[}',
    '[1}',
    '[[]',
    '[[],[]]',
    '{}',
    '{',
    '}',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{"a":1,}',
    '{,}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{1:1}',
    '{"a":}',
    '{"a"::1}',
    '{"a":1,,"b":2}',
    '{ "a" : 1 , "b" : [ ] }',
    '{"a":1}}',
    '{]',
    '{"a":1]',
    '{"a":{}}',
    '{"a":1,"a":2}',
    '{"a":1,2}',
    '/**/1',
    '1//',
    '[1]//',
    '{"a":1}x',
    '1,',
    'a',
    ':',
    ',',
    '"a":1',
  ])('agrees with JSON.parse about %j', (text) => {
    const bytes = Buffer.from(text);
    expect(isJson(bytes)).toBe(parses(bytes));
  });

  it('agrees with JSON.parse about each byte, raw in a string, after a backslash and by itself', () => {
    for (let byte = 0; byte < 256; byte++) {
      for (const [before, after] of [
        ['"', '"'],
        ['"\\', '"'],
        ['"\\u00', '0"'],
        ['', ''],
        ['[1', '2]'],
        [`"${'a'.repeat(99)}`, `${'a'.repeat(99)}"`],
      ]) {
        const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.of(byte), Buffer.from(after ?? '')]);
        expect(isJson(bytes), bytes.toString('latin1')).toBe(parses(bytes));
      }
    }
  });

  it('finds what ends, escapes or spoils a long string at every place of it', () => {
    for (const [stop, verdict] of [
      ['\\n', true],
      ['\\"', true],
      ['\n', false],
      ['\0', false],
      ['\\x', false],
      ['"', false],
      ['é', true],
    ] as const) {
      for (let before = 0; before < 70; before++) {
        const bytes = Buffer.from(`"${'x'.repeat(before)}${stop}${'!'.repeat(69 - before)}z"`);
        for (let by = 0; by < 4; by++) expect(isJson(shifted(bytes, by)), `${stop} at ${before}`).toBe(verdict);
      }
    }
  });

  it('reads no byte outside its buffer: a string that a neighbour would close is refused', () => {
    for (let length = 1; length < 80; length++) {
      for (let by = 0; by < 4; by++) expect(isJson(shifted(Buffer.from(`"${'a'.repeat(length)}`), by))).toBe(false);
    }
  });

  it('accepts any JSON text', () => {
    fc.assert(fc.property(fc.json(), (text) => isJson(Buffer.from(text))));
    fc.assert(
      fc.property(valueText, (text) => parses(Buffer.from(text)) && isJson(Buffer.from(text))),
      { numRuns: 500 },
    );
  });

  it('agrees with JSON.parse about damaged and truncated texts', () => {
    fc.assert(
      fc.property(damaged(fc.oneof(valueText, messageText)), fc.nat(3), (bytes, by) => {
        expect(isJson(shifted(bytes, by))).toBe(parses(bytes));
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees with JSON.parse about bytes that are not UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        const bytes = Buffer.concat([Buffer.from('["'), noise, Buffer.from('"]')]);
        expect(isJson(bytes)).toBe(parses(bytes));
      }),
    );
  });

  it('agrees with JSON.parse about each prefix of a text', () => {
    const bytes = Buffer.from(' {"a":[1,-0.5e+3,{"b":"\\u00e9\\n"},[],{}],"c":null,"d":true} ');
    for (let end = 0; end <= bytes.length; end++)
      expect(isJson(bytes.subarray(0, end))).toBe(parses(bytes.subarray(0, end)));
  });

  it('reads a million levels of nesting, arrays and objects by turns', () => {
    const levels = 1_000_000;
    const open = Array.from({ length: levels }, (_, level) => (level % 3 === 0 ? '{"a":' : '['));
    const close = open.map((bracket) => (bracket === '[' ? ']' : '}')).reverse();
    expect(isJson(Buffer.from(`${open.join('')}0${close.join('')}`))).toBe(true);
    const [first, second, third] = [close[0], close[1], close[2]];
    const swapped = [second === first ? third : second, first === second ? second : first, ...close.slice(2)];
    expect(isJson(Buffer.from(`${open.join('')}0${swapped.join('')}`))).toBe(false);
    expect(isJson(Buffer.from(open.join('')))).toBe(false);
  });

  it('matches each closing bracket with the level it closes, at any depth', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 140 }), fc.nat(), (kinds, which) => {
        const open = kinds.map((isObject) => (isObject ? '{"":' : '[')).join('');
        const close = kinds.map((isObject) => (isObject ? '}' : ']')).reverse();
        expect(isJson(Buffer.from(`${open}1${close.join('')}`))).toBe(true);
        const at = which % close.length;
        close[at] = close[at] === '}' ? ']' : '}';
        expect(isJson(Buffer.from(`${open}1${close.join('')}`))).toBe(false);
      }),
    );
  });

  it.each([
    ['{"a":1,}', 'expected a name in double quotes at byte 7'],
    ['{"a" 1}', "expected ':' at byte 5"],
    ['[1 2]', "expected ',' or ']' at byte 3"],
    ['{"a":1', "the text ends, expected ',' or '}' at byte 6"],
    ['"abc', 'the text ends, expected a closing quote at byte 4'],
    ['"\\q"', 'expected a known escape after the backslash at byte 2'],
    ['1.x', 'expected a digit at byte 2'],
    ['', 'the text ends, expected a value at byte 0'],
  ])('says what is wrong with %s and at which byte', (text, problem) => {
    expect(() => skipValue(Buffer.from(text), 0)).toThrow(`Not valid JSON: ${problem}.`);
  });
});
