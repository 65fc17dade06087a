import type { ToolError } from '../errors.ts';
import { outcomeOf, RateLimitedError, type Refusal, RefusedError } from './errors.ts';
import type { RateLimit } from './rate-limit.ts';

const MAX_WORDS_LENGTH = 2_000;

export interface RefusedCall {
  /** Whether repeating it changes nothing. */
  readonly safe: boolean;
  readonly limit: RateLimit;
}

/** An answer with an error status → the error that a caller is told. */
export function refusalError(refusal: Refusal, variablePrefix: string, { safe, limit }: RefusedCall): ToolError {
  switch (refusal.status) {
    case 401:
      return new RefusedError(
        'AUTHENTICATION_FAILED',
        refusal,
        `Check ${variablePrefix}_EMAIL and ${variablePrefix}_API_TOKEN (or ${variablePrefix}_PERSONAL_TOKEN, or ` +
          `${variablePrefix}_OAUTH_TOKEN): wrong, expired or revoked. ` +
          `A token with scopes works with ${variablePrefix}_CLOUD_ID only.`,
      );
    case 403:
      return new RefusedError('PERMISSION_DENIED', refusal, 'The configured account may not do this.');
    case 404:
      return new RefusedError(
        'NOT_FOUND',
        refusal,
        'Check the key or id. What the configured account may not see is reported as missing too.',
      );
    case 409:
      return new RefusedError(
        'CONFLICT',
        refusal,
        'Someone else changed it meanwhile: read it again, then repeat the change.',
      );
    case 410:
      return new RefusedError(
        'GONE',
        refusal,
        'This site no longer offers what the call needs. It is not an empty answer.',
      );
    case 429:
      return new RateLimitedError(refusal, limit);
    default:
      if (refusal.status < 500) {
        return new RefusedError('REQUEST_REFUSED', refusal, 'Correct the arguments and call again.');
      }
      // a gateway gives up on a change that the site behind it may still have made
      return new RefusedError(
        'UPSTREAM_ERROR',
        refusal,
        `The fault is on its side${safe ? ': try again later.' : `. ${outcomeOf(false, `${variablePrefix}_URL`)}`}`,
      );
  }
}

/**
 * Atlassian's own words in an error body. Jira has `errorMessages` and `errors` by field, Confluence v2 a list
 * `errors` of `{title, detail}`, Confluence v1 and gateways a `message`; a request for several issues has
 * `elementErrors` of each.
 */
export function wordsOf(body: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { errorMessages, errors, message } = parsed as Record<string, unknown>;
  const words = [...texts(errorMessages), ...errorTexts(errors), ...texts([message])];
  return words.length === 0 ? undefined : [...new Set(words)].join('; ').slice(0, MAX_WORDS_LENGTH);
}

function errorTexts(errors: unknown): string[] {
  if (Array.isArray(errors)) {
    return errors.flatMap((error: Record<string, unknown> | null) => {
      const parts = texts([error?.['title'], error?.['detail'], error?.['message']]);
      return [...(parts.length === 0 ? [] : [parts.join(': ')]), ...elementTexts(error?.['elementErrors'])];
    });
  }
  return fieldTexts(errors);
}

function fieldTexts(errors: unknown): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([field, text]) => texts([text]).map((words) => `${field}: ${words}`));
}

/** What a request for several things says of one of them. */
function elementTexts(errors: unknown): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  const { errorMessages, errors: byField } = errors as Record<string, unknown>;
  return [...texts(errorMessages), ...fieldTexts(byField)];
}

function texts(values: unknown): string[] {
  if (!Array.isArray(values)) return [];
  return values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
}
