/** Nobody means a longer wait than this by `Retry-After`: quotas are given back within the hour. */
const LONGEST_MS = 3_600_000;

/**
 * How long a site asks its caller to wait, in milliseconds: from `Retry-After` in seconds or as a date (RFC 9110
 * §10.2.3). `undefined` without the header and where it makes no sense: 0, which sites under load do send, a time gone
 * by, or more than an hour.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? '';
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined;
}
