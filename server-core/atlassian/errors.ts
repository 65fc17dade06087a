import { ToolError } from '../errors.ts';

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

/** 429 and no patience left. `retryAfterMs` is what the site asked for, where it did. */
export class RateLimitedError extends ToolError {
  readonly code = 'RATE_LIMITED';
  override readonly details: { readonly service: string; readonly status: number; readonly retryAfterMs?: number };

  constructor(refusal: Refusal, retryAfterMs: number | undefined) {
    const when = retryAfterMs === undefined ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} s`;
    super(
      `${refusal.service} limits the rate of requests and refused ${refusal.request}. Nothing was done. Call again ${when}.`,
    );
    this.details = {
      service: refusal.service,
      status: refusal.status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
}

/** No connection, or it broke before an answer came. */
export class UnreachableError extends ToolError {
  readonly code = 'UPSTREAM_UNREACHABLE';

  constructor(service: string, origin: string, cause: Error, outcome: string) {
    super(`${service} at ${origin} cannot be reached (${reasonOf(cause)}). ${outcome}`, { cause });
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

/** A redirect that leads elsewhere, or nowhere. */
export class RedirectRefusedError extends ToolError {
  readonly code = 'REDIRECT_REFUSED';

  constructor(service: string, variable: string, target: string, why: string) {
    super(
      `${service} redirects to ${target}, which is not followed, because ${why}. ` +
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
