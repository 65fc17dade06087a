import { describe, expect, it } from 'vitest';
import { Outbox, type OutboxOptions } from '../../../bridge/session/outbox.ts';

function outbox(options: Partial<OutboxOptions>): Outbox {
  return new Outbox({ maxOutboxMessages: 100, maxOutboxBytes: 1000, whenFull: 'drop-oldest', ...options });
}

function keep(
  box: Outbox,
  texts: readonly string[],
  of: { stream?: number; isSent?: boolean; isAnswer?: boolean } = {},
) {
  for (const text of texts) box.add(Buffer.from(text), { stream: 0, isSent: false, isAnswer: false, ...of });
}

const missed = (box: Outbox, stream = 0, after?: number): string[] =>
  Array.from(box.missed(stream, after), ([number, message]) => `${number} ${message}`);

describe('Outbox', () => {
  it('gives what was never sent, in order and once', () => {
    const box = outbox({});
    keep(box, ['a', 'b', 'c']);
    expect(missed(box)).toEqual(['1 a', '2 b', '3 c']);
    expect(missed(box)).toEqual([]);
  });

  it('gives a client that comes back what was sent after the event that it names, of that stream alone (P-RESUME)', () => {
    const box = outbox({});
    keep(box, ['a', 'b'], { isSent: true });
    keep(box, ['other'], { stream: 1, isSent: true });
    keep(box, ['c'], { isSent: true });
    keep(box, ['d']);
    expect(missed(box, 0, 1)).toEqual(['2 b', '4 c', '5 d']);
    expect(missed(box, 1, 0)).toEqual(['3 other']);
    expect(missed(box, 0, 1)).toEqual(['2 b', '4 c', '5 d']);
  });

  it('drops the oldest messages over the count, and says how many were never sent', () => {
    const box = outbox({ maxOutboxMessages: 2 });
    keep(box, ['a', 'b', 'c', 'd']);
    expect([missed(box), box.dropped]).toEqual([['3 c', '4 d'], 2]);
  });

  it('drops the oldest messages over the size, and one that is too large by itself (P-BOUND)', () => {
    const box = outbox({ maxOutboxBytes: 4 });
    keep(box, ['aaa', 'bb', 'cc']);
    expect([missed(box), box.dropped]).toEqual([['2 bb', '3 cc'], 1]);
    keep(box, ['dddddd']);
    expect([missed(box), box.dropped]).toEqual([[], 2]);
  });

  it('gives up what was sent before anything that was not', () => {
    const box = outbox({ maxOutboxMessages: 3 });
    keep(box, ['a'], { stream: 1 });
    keep(box, ['b', 'c'], { isSent: true });
    keep(box, ['d'], { stream: 1 });
    expect([missed(box, 0, 0), missed(box, 1), box.dropped]).toEqual([['3 c'], ['1 a', '4 d'], 0]);
  });

  it('drops no answer while there is anything else to drop (P-ANSWER)', () => {
    const box = outbox({ maxOutboxMessages: 2 });
    keep(box, ['answer'], { isAnswer: true });
    keep(box, ['a', 'b', 'c']);
    expect(missed(box)).toEqual(['1 answer', '4 c']);
  });

  it('grows past its limits for nothing, not for answers either (P-BOUND)', () => {
    const box = outbox({ maxOutboxMessages: 2 });
    keep(box, ['a', 'b', 'c'], { isAnswer: true });
    expect([missed(box), box.dropped]).toEqual([['2 b', '3 c'], 1]);
  });

  it('asks to hold the child back when it is full, and loses nothing', () => {
    const box = outbox({ maxOutboxMessages: 2, whenFull: 'hold-back' });
    const isFull = ['a', 'b', 'c'].map((text) => {
      keep(box, [text]);
      return box.holdsBack;
    });
    expect(isFull).toEqual([false, true, true]);
    expect([missed(box), box.dropped, box.holdsBack]).toEqual([['1 a', '2 b', '3 c'], 0, false]);
  });

  it('forgets what was sent, once the time that it is kept for is over', () => {
    const box = outbox({});
    keep(box, ['a'], { isSent: true });
    box.forgetOld();
    keep(box, ['b'], { isSent: true });
    keep(box, ['unsent']);
    box.forgetOld();
    expect(missed(box, 0, 0)).toEqual(['2 b', '3 unsent']);
    box.forgetOld();
    expect(missed(box, 0, 0)).toEqual(['3 unsent']); // it has been sent since
    box.forgetOld();
    expect(box.has(0)).toBe(false);
  });

  it('keeps messages of any length as they were sent, short and long in any order', () => {
    const box = outbox({ maxOutboxMessages: 1000, maxOutboxBytes: 20_000_000 });
    const texts = Array.from({ length: 300 }, (_, index) => `${index} ${'x'.repeat((index * 7919) % 70_000)}`);
    keep(box, texts, { isSent: true });
    expect(missed(box, 0, 0)).toEqual(texts.map((text, index) => `${index + 1} ${text}`));
  });

  it('forgets answers that nobody came back for', () => {
    const box = outbox({});
    keep(box, ['answer'], { stream: 1, isAnswer: true });
    box.forgetOld();
    expect(box.has(1)).toBe(true);
    box.forgetOld();
    expect(box.has(1)).toBe(false);
  });
});
