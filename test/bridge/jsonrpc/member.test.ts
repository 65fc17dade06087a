import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readValue as built, memberOf } from '../../../bridge/jsonrpc/member.ts';
import { spellingsOf, stringText, valueText } from './json-texts.ts';

const whole = (bytes: Buffer) => ({ start: 0, end: bytes.length });

describe('memberOf', () => {
  it('finds each member, the last of two with one name', () => {
    const object = fc.array(
      fc.tuple(fc.oneof(stringText, fc.constantFrom('"a"', '"\\u0061"', '"é"', '"\\u00e9"')), valueText),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(object, (members) => {
        const bytes = Buffer.from(`{${members.map(([name, value]) => `${name}: ${value}`).join(' , ')}}`);
        // not what JSON.parse makes of it all: with names like these that of Node 24 now and then takes the first
        const last = new Map(members.map(([name, value]) => [JSON.parse(name) as string, value]));
        for (const [name, value] of last) {
          const range = memberOf(bytes, whole(bytes), name);
          expect(range && built(bytes, range)).toStrictEqual(JSON.parse(value));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds a member whose name is spelled with escapes, and one that JavaScript would mistake', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom('progressToken', '__proto__', 'constructor')
          .chain((name) => fc.tuple(fc.constant(name), spellingsOf(name))),
        ([name, spelled]) => {
          const bytes = Buffer.from(`{"x":{},${spelled}:[1]}`);
          const range = memberOf(bytes, whole(bytes), name);
          expect(range && built(bytes, range)).toEqual([1]);
        },
      ),
    );
  });

  it('finds nothing in another member, a longer or a shorter name', () => {
    const bytes = Buffer.from('{"a":{"name":1},"names":2,"nam":3,"NAME":4,"":5}');
    expect(memberOf(bytes, whole(bytes), 'name')).toBeUndefined();
    expect(memberOf(bytes, whole(bytes), '')).toEqual({ start: 46, end: 47 });
  });

  it.each(['[{"name":1}]', '"name"', '1', 'null', '{}'])('finds nothing in %s', (text) => {
    const bytes = Buffer.from(text);
    expect(memberOf(bytes, whole(bytes), 'name')).toBeUndefined();
  });

  it('goes down range by range', () => {
    const bytes = Buffer.from(' {"params" : {"_meta" : {"progressToken" : 5 } } } ');
    const params = memberOf(bytes, { start: 1, end: bytes.length - 1 }, 'params');
    const meta = params && memberOf(bytes, params, '_meta');
    const token = meta && memberOf(bytes, meta, 'progressToken');
    expect(token && bytes.toString('utf8', token.start, token.end)).toBe('5');
  });
});
