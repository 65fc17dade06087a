import type { RateLimit } from './rate-limit.ts';

/** How long and how often a call is repeated. */
export interface Patience {
  /** How often a call that was refused or broke is sent again. */
  readonly maxRetries: number;
  /** Longest wait that `Retry-After` may ask for; beyond it the call fails at once. */
  readonly maxRetryWaitMs: number;
  /** Longest wait before the first repetition where the site asks for none; it doubles with each. */
  readonly backoffMs: number;
}

/** A gateway's statuses: the site behind it did not answer, and may yet have done what was asked. */
const GATEWAY = [502, 503, 504];

/**
 * How long to wait before a refused call is sent again; `undefined`: not at all. What a rate limit refuses was not
 * begun, so a change is sent again too; after a gateway's status only what changes nothing.
 */
export function waitAfterRefusal(
  refused: { readonly status: number; readonly limit: RateLimit; readonly safe: boolean; readonly retries: number },
  patience: Patience,
): number | undefined {
  const { status, limit, safe, retries } = refused;
  const repeatable = status === 429 ? !limit.isQuota : safe && GATEWAY.includes(status);
  if (!repeatable || retries >= patience.maxRetries) return undefined;
  if (limit.waitMs === undefined) return backoff(retries, patience);
  return limit.waitMs <= patience.maxRetryWaitMs ? limit.waitMs : undefined;
}

/** How long to wait before a call whose connection broke is sent again; `undefined`: not at all. */
export function waitAfterBreak(
  broken: { readonly safe: boolean; readonly retries: number },
  patience: Patience,
): number | undefined {
  return broken.safe && broken.retries < patience.maxRetries ? backoff(broken.retries, patience) : undefined;
}

/** Full jitter, so that callers who were refused together do not come back together. */
function backoff(retries: number, { backoffMs, maxRetryWaitMs }: Patience): number {
  return Math.random() * Math.min(backoffMs * 2 ** retries, maxRetryWaitMs);
}
