import { CancelledError, DeadlineError, InvalidResponseError, outcomeOf, UnreachableError } from './errors.ts';
import { BrokenBodyError, NetworkError, TooLargeError } from './network-errors.ts';
import type { SiteConfig } from './site-config.ts';

/** What a failure of a call depends on. */
export interface FailedCall {
  readonly site: SiteConfig;
  /** Method and path. */
  readonly name: string;
  readonly safe: boolean;
  readonly deadlineMs: number;
  readonly cancelled: AbortSignal;
  readonly deadline: AbortSignal;
}

/** A failure in mid-air → the error that a caller is told; any other as it is. */
export function callError(error: unknown, { site, name, safe, deadlineMs, cancelled, deadline }: FailedCall): unknown {
  const { service, variablePrefix } = site;
  const outcome = outcomeOf(safe, `${variablePrefix}_URL`);
  if (cancelled.aborted) return new CancelledError();
  if (deadline.aborted) return new DeadlineError(service, name, deadlineMs, outcome);
  if (error instanceof BrokenBodyError) {
    return new InvalidResponseError(
      `The answer of ${service} to ${name} ${error.message}. ${safe ? 'Call again.' : outcome}`,
    );
  }
  if (error instanceof TooLargeError) {
    return new InvalidResponseError(
      `The answer of ${service} to ${name} ${error.message}. ${safe ? 'Ask for less.' : outcome}`,
    );
  }
  if (!(error instanceof NetworkError)) return error;
  const trust = `If its certificate is of an authority of your own, set ${variablePrefix}_CA_FILE to that one's certificate.`;
  return new UnreachableError(service, error.place, error.cause, error.distrusted ? trust : outcome);
}
