import { describe, expect, it } from 'vitest';
import { Outbox, type OutboxOptions } from '../../../bridge/session/outbox.ts';

function outbox(options: Partial<OutboxOptions>): Outbox {
  return new Outbox({ maxOutboxMessages: 100, maxOutboxBytes: 1000, whenFull: 'drop-oldest', ...options });
}

const texts = (messages: Buffer[]): string[] => messages.map(String);

describe('Outbox', () => {
  it('gives back what was kept, in order, once', () => {
    const box = outbox({});
    for (const text of ['a', 'b', 'c']) box.push(Buffer.from(text));
    expect(texts(box.takeAll())).toEqual(['a', 'b', 'c']);
    expect(box.takeAll()).toEqual([]);
  });

  it('drops the oldest messages over the count, and says how many', () => {
    const box = outbox({ maxOutboxMessages: 2 });
    for (const text of ['a', 'b', 'c', 'd']) expect(box.push(Buffer.from(text))).toBe(true);
    expect([texts(box.takeAll()), box.dropped]).toEqual([['c', 'd'], 2]);
  });

  it('drops the oldest messages over the size, and one that is too large by itself (P-BOUND)', () => {
    const box = outbox({ maxOutboxBytes: 4 });
    for (const text of ['aaa', 'bb', 'cc']) box.push(Buffer.from(text));
    expect([texts(box.takeAll()), box.dropped]).toEqual([['bb', 'cc'], 1]);
    expect(box.push(Buffer.from('dddddd'))).toBe(true);
    expect([texts(box.takeAll()), box.dropped]).toEqual([[], 2]);
  });

  it('asks to hold the child back when it is full, and loses nothing', () => {
    const box = outbox({ maxOutboxMessages: 2, whenFull: 'hold-back' });
    expect(['a', 'b', 'c'].map((text) => box.push(Buffer.from(text)))).toEqual([true, false, false]);
    expect([texts(box.takeAll()), box.dropped]).toEqual([['a', 'b', 'c'], 0]);
    expect(box.push(Buffer.from('d'))).toBe(true);
  });
});
