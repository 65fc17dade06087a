import type { RateLimits } from '../options.ts';
import { Refusal } from './refusal.ts';

/** Keys come from clients: past this many, all counts are forgotten rather than kept for ever. */
const maxKeys = 10_000;

/** Counts within a sliding window: `take` says how long to wait when the window is full, else 0. */
class SlidingWindow {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #taken = new Map<string, number[]>();

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  get most(): number {
    return this.#most;
  }

  take(key: string, now: number): { readonly waitMs: number; readonly left: number } {
    if (this.#most === 0) return { waitMs: 0, left: Number.MAX_SAFE_INTEGER };
    if (this.#taken.size > maxKeys) this.#taken.clear();
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    this.#taken.set(key, recent);
    const [oldest] = recent;
    if (recent.length >= this.#most && oldest !== undefined) {
      return { waitMs: oldest + this.#windowMs - now, left: 0 };
    }
    recent.push(now);
    return { waitMs: 0, left: this.#most - recent.length };
  }
}

/**
 * The two limits that calls with an API token meet on Jira Cloud: bursts, and writes to one issue.
 * Source: developer.atlassian.com, "Rate limiting" of the Jira Cloud platform.
 */
export class RateLimiter {
  readonly #bursts: SlidingWindow;
  readonly #issueWrites: SlidingWindow;

  constructor(limits: Required<RateLimits>) {
    this.#bursts = new SlidingWindow(limits.burstPerSecond, 1_000);
    this.#issueWrites = new SlidingWindow(limits.issueWritesPerTwoSeconds, 2_000);
  }

  /** Refuses with 429 when the call is one too many; `path` tells product and issue, `now` is a steady clock's. */
  admit(call: { readonly accountId: string; readonly method: string; readonly path: string }, now: number): void {
    const product = call.path.startsWith('/wiki') ? 'confluence' : 'jira';
    this.#enter(this.#bursts, call.accountId, `${product}-burst-based`, now);
    const issue = /^\/rest\/api\/3\/issue\/([A-Za-z][A-Za-z0-9_]*-\d+|\d+)(?:\/|$)/.exec(call.path)?.[1];
    if (issue !== undefined && call.method !== 'GET') {
      this.#enter(this.#issueWrites, issue.toUpperCase(), 'jira-per-issue-on-write', now);
    }
  }

  #enter(window: SlidingWindow, key: string, reason: string, now: number): void {
    const { waitMs, left } = window.take(key, now);
    if (waitMs === 0) return;
    throw new Refusal(429, 'Rate limit exceeded. Send the request again after the time given in Retry-After.', {
      headers: {
        'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))),
        'X-RateLimit-Limit': String(window.most),
        'X-RateLimit-Remaining': String(left),
        'X-RateLimit-Reset': new Date(Date.now() + waitMs).toISOString(),
        'RateLimit-Reason': reason,
      },
    });
  }
}
