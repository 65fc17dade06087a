import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toOneLine } from '../../../bridge/jsonrpc/one-line.ts';
import { valueText } from './json-texts.ts';

describe('toOneLine', () => {
  it('returns the same Buffer when there is no line end', () => {
    const body = Buffer.from('{"a":"\\n", "b":"\u2028"}');
    expect(toOneLine(body)).toBe(body);
  });

  it('puts a space in the place of each CR and LF, so that offsets stay, and leaves the body alone', () => {
    const body = Buffer.from('{\r\n  "a": 1\n}\r');
    expect(toOneLine(body).toString()).toBe('{    "a": 1 } ');
    expect(body.toString()).toBe('{\r\n  "a": 1\n}\r');
  });

  it('keeps what any JSON text says', () => {
    fc.assert(
      fc.property(valueText, (text) => {
        const line = toOneLine(Buffer.from(text));
        expect(line.includes('\n') || line.includes('\r')).toBe(false);
        expect(JSON.parse(line.toString())).toStrictEqual(JSON.parse(text));
      }),
    );
  });
});
