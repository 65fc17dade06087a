import { AppError } from '../src/base/errors.ts';
import { shortened } from './shortened.ts';

/** A caller may make as many mistakes, and as long ones, as fit into a line of the protocol. */
const MAX_PROBLEMS = 10;
const MAX_PROBLEM_LENGTH = 2_000;

/**
 * A failure that a tool's caller is told about: the message as text with `isError`, the code as `_meta.code`.
 * The codes speak of what happened and not of Jira, so that a program that knows no Jira can act on them. A health check,
 * for one, calls a cheap tool of each service (`get-my-assigned-issues {"max_results":1}`,
 * `search-confluence {"query":"type = page","max_results":1}`): no `isError` is ok, `NOT_CONFIGURED` is not configured,
 * any other code is an error.
 */
export abstract class ToolError extends AppError {
  /** More for programs, shown in `_meta` beside the code. */
  readonly details: Readonly<Record<string, unknown>> = {};
}

/** A service was called for which no variable is set at all. */
export class NotConfiguredError extends ToolError {
  readonly code = 'NOT_CONFIGURED';
  override readonly details: { readonly service: string; readonly missing: readonly string[] };

  constructor(service: string, missing: readonly string[], advice: string) {
    super(`${service} is not configured. ${advice}`);
    this.details = { service, missing };
  }
}

/** Some variables of a service are set and others, without which it cannot be called, are not. */
export class IncompleteConfigurationError extends ToolError {
  readonly code = 'INCOMPLETE_CONFIGURATION';
  override readonly details: { readonly service: string; readonly missing: readonly string[] };

  constructor(service: string, missing: readonly string[], advice: string) {
    super(`${service} is only partly configured. ${advice}`);
    this.details = { service, missing };
  }
}

/** A variable is set to something that cannot be used. The value is not repeated: it may be a secret in the wrong place. */
export class InvalidConfigurationError extends ToolError {
  readonly code = 'INVALID_CONFIGURATION';

  constructor(variable: string, expected: string) {
    super(
      `The environment variable ${variable} is not valid: expected ${expected}. Correct it and restart the server.`,
    );
  }
}

/** The arguments of a call do not fit the tool. Nothing was sent. */
export class InvalidArgumentsError extends ToolError {
  readonly code = 'INVALID_ARGUMENTS';

  constructor(subject: string, problems: readonly string[]) {
    const more = problems.length - MAX_PROBLEMS;
    const lines = problems.slice(0, MAX_PROBLEMS).map((problem) => `- ${shortened(problem, MAX_PROBLEM_LENGTH)}`);
    super([`Invalid arguments for ${subject}:`, ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'));
  }
}

/** A name given for a person, a transition or a page fits nothing. */
export class NoMatchError extends ToolError {
  readonly code = 'NO_MATCH';
}

/** A name given for a person or a transition fits several. */
export class AmbiguousMatchError extends ToolError {
  readonly code = 'AMBIGUOUS_MATCH';
}

/** The site's deployment has no way to do it. Nothing was sent. */
export class NotSupportedError extends ToolError {
  readonly code = 'NOT_SUPPORTED';
}
