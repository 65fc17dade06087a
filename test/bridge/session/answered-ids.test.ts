import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnsweredIds, parseAnsweredIds } from '../../../bridge/session/answered-ids.ts';
import { eventIdOf, parseEventId } from '../../../bridge/session/event-id.ts';

function textOf(...keys: string[]): string {
  const ids = new AnsweredIds();
  for (const key of keys) ids.add(key);
  return ids.toString();
}

describe('the ids of answered requests, as an event id has them', () => {
  it('are written as ranges', () => {
    expect(textOf('5', '6', '7', '12', '3')).toBe('5-7_12_3');
  });

  it('leave out what is no integer, which no SDK sends', () => {
    expect(textOf('"a"', '1.5', '-1', '9007199254740993')).toBe('');
  });

  it('name each id that was answered and no other, within the last sixteen ranges', () => {
    const answered = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 16 });
    fc.assert(
      fc.property(answered, fc.integer({ min: 0, max: 60 }), (ids, asked) => {
        const isAnswered = parseAnsweredIds(textOf(...ids.map(String)));
        expect(isAnswered(String(asked))).toBe(ids.includes(asked));
      }),
    );
  });

  it('forget the oldest, however many there are', () => {
    const many = textOf(...Array.from({ length: 100 }, (_, n) => String(n * 2)));
    expect(many.split('_')).toHaveLength(16);
    expect(parseAnsweredIds(many)('198')).toBe(true);
  });

  it('name none where there are none', () => {
    expect(parseAnsweredIds('')('0')).toBe(false);
  });
});

describe('an event id', () => {
  it('is read as it was written', () => {
    const number = fc.nat();
    const answered = fc.uniqueArray(fc.nat({ max: 99 }), { maxLength: 20 }).map((ids) => textOf(...ids.map(String)));
    fc.assert(
      fc.property(number, number, answered, (stream, at, ids) => {
        const position = { sessionId: 'r1.AAAAAAAAAAAAAAAAAAAAAA', stream, number: at, answered: ids };
        expect(parseEventId(eventIdOf(position))).toEqual(position);
      }),
    );
  });

  it.each(['', 'r1.x', 'r1.x.1', 'r1.x.a.b', 'r1.x.1.2.', 'r1.x.1.2.a', 'r1.x.1.2.3.4'])('is not %j', (text) => {
    expect(parseEventId(text)).toBeUndefined();
  });
});
