import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../server-core/atlassian/retry-after.ts';

describe('retryAfterMs', () => {
  it.each([
    ['3', 3_000],
    ['0.5', 500],
    ['0', 200],
    [new Date(61_000).toUTCString(), 60_000],
    [new Date(0).toUTCString(), 200],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, 1_000)).toBe(ms);
  });
});
