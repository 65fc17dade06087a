import type { IncomingHttpHeaders } from 'node:http';
import { retryAfterMs } from './retry-after.ts';

/** What an answer says of the rate limit that refused it. */
export interface RateLimit {
  /** Atlassian's name of the limit: `jira-burst-based`, `jira-quota-tenant-based`, `jira-per-issue-on-write`, … */
  readonly reason: string | undefined;
  /** Whether the hour's allowance is used up, so that no short wait helps. */
  readonly isQuota: boolean;
  /** How long it asks to be left alone, where that is to be believed. Milliseconds. */
  readonly waitMs: number | undefined;
}

/** Source: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
export function readRateLimit(headers: IncomingHttpHeaders, now: number): RateLimit {
  const named = textOf(headers['ratelimit-reason']);
  const reason = named !== undefined && /^[\w-]{1,64}$/.test(named) ? named : undefined;
  const isQuota = reason?.includes('quota') ?? false;
  const reset = isQuota ? textOf(headers['x-ratelimit-reset']) : undefined;
  const resetMs = reset === undefined || /^\d+$/.test(reset) ? undefined : retryAfterMs(reset, now);
  return { reason, isQuota, waitMs: retryAfterMs(headers['retry-after'], now) ?? resetMs };
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
