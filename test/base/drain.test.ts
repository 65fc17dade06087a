import { once } from 'node:events';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Drain } from '../../src/base/drain.ts';

/** A stream whose reader takes a chunk when it is told to. */
function openSlowStream(): { stream: Writable; take: () => void } {
  const taken: (() => void)[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, callback) {
      taken.push(callback);
    },
  });
  return { stream, take: () => taken.shift()?.() };
}

describe('Drain', () => {
  it('waits with the same two listeners however many ask, and takes them away again', async () => {
    const { stream, take } = openSlowStream();
    const drain = new Drain(stream);
    for (let round = 0; round < 3; round += 1) {
      stream.write('xx');
      const waits = Array.from({ length: 50 }, () => drain.done());
      expect([stream.listenerCount('drain'), stream.listenerCount('close')]).toEqual([1, 1]);
      take();
      await Promise.all(waits);
    }
    expect([stream.listenerCount('drain'), stream.listenerCount('close')]).toEqual([0, 0]);
  });

  it('waits for nothing where there is room, or nobody who would read', async () => {
    const { stream } = openSlowStream();
    await new Drain(stream).done();
    stream.write('xx');
    stream.destroy();
    await new Drain(stream).done();
  });

  it('waits for the last bytes of a stream that has ended', async () => {
    const { stream, take } = openSlowStream();
    stream.end('xx');
    let isDone = false;
    const done = new Drain(stream).done().then(() => {
      isDone = true;
    });
    await Promise.resolve();
    expect(isDone).toBe(false);
    take();
    await Promise.all([done, once(stream, 'close')]);
  });
});
