/** Even a site that says 0 is given this long. */
const LEAST_MS = 200;

/**
 * How long a site asks its caller to wait, in milliseconds: from `Retry-After` in seconds or as a date (RFC 9110
 * §10.2.3). `undefined` without the header or where it makes no sense.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const value = header?.trim();
  if (value === undefined || value === '') return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(ms, LEAST_MS) : undefined;
}
