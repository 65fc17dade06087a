import { describe, expect, it, vi } from 'vitest';
import { GatheredBytes } from '../../src/base/gathered-bytes.ts';

describe('GatheredBytes', () => {
  it('gives back the only part itself, and is empty after', () => {
    const gathered = new GatheredBytes();
    const part = Buffer.from('whole');
    gathered.push(part);
    expect([gathered.length, gathered.take()]).toEqual([5, part]);
    expect([gathered.length, gathered.take().length]).toEqual([0, 0]);
  });

  it('puts crumbs together on the way, so that few parts are kept of however many come (P-BOUND)', () => {
    const concat = vi.spyOn(Buffer, 'concat');
    const gathered = new GatheredBytes();
    for (let count = 0; count < 100_000; count += 1) gathered.push(Buffer.of(count % 256));
    const whole = gathered.take();
    expect([whole.length, whole.every((byte, at) => byte === at % 256)]).toEqual([100_000, true]);
    expect(concat.mock.lastCall?.[0].length).toBeLessThan(100_000 / 1024 + 1024 + 1);
    vi.restoreAllMocks();
  });
});
