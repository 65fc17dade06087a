import { ToolError } from '../errors.ts';
import type { RateLimit } from './rate-limit.ts';

/** What an answer that is an error says about itself. */
export interface Refusal {
  readonly service: string;
  /** Method and path, without the query, which may hold what a user searched for. */
  readonly request: string;
  readonly status: number;
  /** Atlassian's own words, where it had any. */
  readonly words: string | undefined;
}

/** The site answered, and the answer is a refusal. Atlassian's own words come first, what to do next after them. */
export class RefusedError extends ToolError {
  readonly code: string;
  override readonly details: { readonly service: string; readonly status: number };

  constructor(code: string, refusal: Refusal, advice: string) {
    const words = refusal.words === undefined ? '' : ` ${sentence(refusal.words)}`;
    super(`${refusal.service} answered ${refusal.status} to ${refusal.request}.${words} ${advice}`.trim());
    this.code = code;
    this.details = { service: refusal.service, status: refusal.status };
  }
}

/**
 * 429 and no patience left. `reason` is Atlassian's name of the limit, `retryAfterMs` what the site asked for, each where
 * it told.
 */
export class RateLimitedError extends ToolError {
  readonly code = 'RATE_LIMITED';
  override readonly details: {
    readonly service: string;
    readonly status: number;
    readonly reason?: string;
    readonly retryAfterMs?: number;
  };

  constructor({ service, request, status }: Refusal, { reason, isQuota, waitMs }: RateLimit) {
    const what = isQuota ? 'has no allowance of requests left' : 'limits the rate of requests';
    const which = reason === undefined ? '' : ` (${reason})`;
    const when = waitMs === undefined ? 'later' : `in ${Math.ceil(waitMs / 1000)} s`;
    super(`${service} ${what}${which} and refused ${request}. Nothing was done. Call again ${when}.`);
    this.details = {
      service,
      status,
      ...(reason !== undefined && { reason }),
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    };
  }
}

/** No connection, or it broke before an answer came. */
export class UnreachableError extends ToolError {
  readonly code = 'UPSTREAM_UNREACHABLE';

  /** `place` is the origin, and the proxy on the way to it. */
  constructor(service: string, place: string, cause: Error, outcome: string) {
    super(`${service} at ${place} cannot be reached (${reasonOf(cause)}). ${outcome}`, { cause });
  }
}

/** No whole answer within the deadline. */
export class DeadlineError extends ToolError {
  readonly code = 'UPSTREAM_TIMEOUT';

  constructor(service: string, request: string, deadlineMs: number, outcome: string) {
    super(`${service} did not answer ${request} within ${deadlineMs / 1000} s. ${outcome}`);
  }
}

/** An answer that is not what the API promises: not JSON, cut off, too large, or without what must be in it. */
export class InvalidResponseError extends ToolError {
  readonly code = 'INVALID_RESPONSE';
}

/** An answer that leads where its caller must not follow. */
export class RedirectRefusedError extends ToolError {
  readonly code = 'REDIRECT_REFUSED';

  constructor(service: string, variable: string, target: string, why: string) {
    super(
      `${service} leads to ${target}, which is not followed, because ${why}. ` +
        `If that is where ${service} is, set ${variable} to it and restart the server.`,
    );
  }
}

/** The caller took the call back. Nobody reads this: a cancelled call has no answer. */
export class CancelledError extends ToolError {
  readonly code = 'CANCELLED';

  constructor() {
    super('The call was cancelled.');
  }
}

/** For a failure in mid-air: what the caller may conclude. */
export function outcomeOf(safe: boolean, variable: string): string {
  return safe
    ? `Check ${variable} and the network, then call again.`
    : 'It is unknown whether the change was made: look before you call again.';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function reasonOf(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  return code === undefined ? error.message : `${code}: ${error.message}`;
}
