import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../server-core/atlassian/retry-after.ts';

describe('retryAfterMs', () => {
  it.each([
    ['3', 3_000],
    ['0.5', 500],
    ['0', undefined],
    ['3600', 3_600_000],
    ['3601', undefined],
    ['-5', undefined],
    [new Date(61_000).toUTCString(), 60_000],
    [new Date(0).toUTCString(), undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, 1_000)).toBe(ms);
  });
});
