import type { HttpResponse } from './http-exchange.ts';

const MAX_REDIRECTS = 3;

/** Where an answer sends its caller; `undefined` where it does not, or to nothing that is an address. */
export function redirectOf({ status, headers }: HttpResponse, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  return URL.canParse(headers.location, from.href) ? new URL(headers.location, from) : undefined;
}

/** A step of a call from one address to the next. */
export interface Step {
  readonly method: string;
  readonly from: URL;
  readonly target: URL;
  /** 1 for the first. */
  readonly number: number;
  /** Whether it may leave the site: what is fetched there is a file, and no answer of the API. */
  readonly mayLeave: boolean;
}

/** Why a step is not taken; `undefined` where it is. */
export function whyNotFollowed({ method, from, target, number, mayLeave }: Step): string | undefined {
  if (method !== 'GET') return 'it is unknown whether a change that is sent again is made twice';
  if (number > MAX_REDIRECTS) return `it is the redirect number ${number} of one call`;
  if (target.origin === from.origin) return undefined;
  if (!mayLeave) return 'credentials would go along';
  if (target.protocol !== 'https:' && target.protocol !== from.protocol)
    return 'only https is followed to another host';
  return undefined;
}
