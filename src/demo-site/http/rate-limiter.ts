import type { ResolvedOptions } from '../options.ts';
import type { Product } from '../routes.ts';
import { HourlyQuota } from './hourly-quota.ts';
import { pointsOf } from './points-of.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import { SlidingWindow } from './sliding-window.ts';

interface Call {
  readonly accountId: string;
  readonly product: Product;
  readonly method: string;
  readonly path: string;
  /** The path with its variables in place of their values. */
  readonly endpoint: string;
}

interface Limit {
  readonly reason: string;
  readonly window: SlidingWindow;
  readonly key: string;
}

/**
 * The limits that calls meet, each with the words for it. In the cloud: bursts to one endpoint, writes to one issue, and a
 * quota of points by the hour, which only apps have. On Data Center: bursts of one user.
 * Sources: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ and "Adjusting your code for rate limiting"
 * of the Data Center documentation.
 */
export class RateLimiter {
  readonly #inCloud: boolean;
  readonly #bursts: SlidingWindow;
  readonly #issueWrites: readonly SlidingWindow[];
  readonly #quotas: Readonly<Record<Product, HourlyQuota>>;

  constructor({ deployment, rateLimits }: ResolvedOptions) {
    this.#inCloud = deployment === 'cloud';
    this.#bursts = new SlidingWindow(rateLimits.burstPerSecond, 1_000);
    this.#issueWrites = [
      new SlidingWindow(rateLimits.issueWritesPerTwoSeconds, 2_000),
      new SlidingWindow(rateLimits.issueWritesPerThirtySeconds, 30_000),
    ];
    const points = this.#inCloud ? rateLimits.pointsPerHour : 0;
    this.#quotas = { jira: new HourlyQuota(points), confluence: new HourlyQuota(points) };
  }

  /** Refuses with 429 when the call is one too many. */
  admit(call: Call): void {
    this.#requirePoints(call.product);
    const now = performance.now();
    const limits = this.#limitsOf(call);
    for (const limit of limits) {
      const waitMs = limit.window.waitMs(limit.key, now);
      if (waitMs > 0) throw this.#refusal(limit, waitMs);
    }
    for (const { window, key } of limits) window.take(key, now);
  }

  /** Takes what an answer costs, and says what is left where there is a quota. */
  charge({ product, method, path }: Call, reply: Reply): Reply {
    const quota = this.#quotas[product];
    if (quota.points === 0) return reply;
    const now = Date.now();
    quota.spend(pointsOf(method, path, reply.body), now);
    return { ...reply, headers: { ...reply.headers, ...quotaHeaders(quota, now) } };
  }

  #limitsOf({ accountId, product, method, path, endpoint }: Call): readonly Limit[] {
    const key = this.#inCloud ? `${accountId} ${method} ${endpoint}` : `${accountId} ${product}`;
    const bursts: Limit = { reason: `${product}-burst-based`, window: this.#bursts, key };
    const issue = /^\/rest\/api\/[23]\/issue\/([A-Za-z][A-Za-z0-9_]*-\d+|\d+)(?:\/|$)/.exec(path)?.[1];
    if (issue === undefined || method === 'GET' || !this.#inCloud) return [bursts];
    const writes = { reason: 'jira-per-issue-on-write', key: issue.toUpperCase() };
    return [bursts, ...this.#issueWrites.map((window) => ({ ...writes, window }))];
  }

  #requirePoints(product: Product): void {
    const [quota, now] = [this.#quotas[product], Date.now()];
    const waitMs = quota.waitMs(now);
    if (waitMs === 0) return;
    throw tooMany({
      'Retry-After': seconds(waitMs),
      'RateLimit-Reason': `${product}-quota-tenant-based`,
      ...quotaHeaders(quota, now),
    });
  }

  #refusal({ reason, window }: Limit, waitMs: number): Refusal {
    const common = {
      'Retry-After': seconds(waitMs),
      'X-RateLimit-Limit': String(window.most),
      'X-RateLimit-Remaining': '0',
    };
    if (this.#inCloud) {
      const reset = new Date(Date.now() + waitMs).toISOString();
      return tooMany({ ...common, 'X-RateLimit-Reset': reset, 'RateLimit-Reason': reason });
    }
    return tooMany({
      ...common,
      'X-RateLimit-FillRate': String(window.most),
      'X-RateLimit-Interval-Seconds': String(window.windowMs / 1_000),
    });
  }
}

function quotaHeaders(quota: HourlyQuota, now: number): Readonly<Record<string, string>> {
  const left = quota.left(now);
  return {
    'X-RateLimit-Limit': String(quota.points),
    'X-RateLimit-Remaining': String(left),
    'X-RateLimit-Reset': new Date(quota.resetsAt(now)).toISOString(),
    ...(left < quota.points / 5 ? { 'X-RateLimit-NearLimit': 'true' } : {}),
  };
}

function seconds(waitMs: number): string {
  return String(Math.max(1, Math.ceil(waitMs / 1_000)));
}

function tooMany(headers: Readonly<Record<string, string>>): Refusal {
  return new Refusal(429, 'Rate limit exceeded. Send the request again after the time given in Retry-After.', {
    headers,
  });
}
