import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Site } from '../site.ts';
import { Refusal } from './refusal.ts';
import { type OpenHandler, openRoute, type Route } from './route.ts';
import type { OpenRequest } from './site-request.ts';

/** How long a signed path works. */
const lifetimeMs = 60_000;

/**
 * The path with an expiry and a signature, so that it works for a minute without signing in, as the media addresses do that
 * Atlassian redirects downloads to. `path` is spelled as a `signedRoute` spells it and has no query of its own.
 */
export function signPath(site: Site, path: string): string {
  const expires = String(Date.now() + lifetimeMs);
  return `${path}?${new URLSearchParams({ expires, signature: signature(site, path, expires) }).toString()}`;
}

/** A route that answers the paths `signPath` made, until they expire; 403 for any other. */
export function signedRoute(endpoint: `GET /${string}`, handler: OpenHandler): Route {
  return openRoute(endpoint, (request, site) => {
    requireSignature(request, site);
    return handler(request, site);
  });
}

function requireSignature({ path, query }: OpenRequest, site: Site): void {
  const expires = query.get('expires') ?? '';
  const held = Buffer.from(query.get('signature') ?? '');
  const right = Buffer.from(signature(site, path, expires));
  const valid = held.length === right.length && timingSafeEqual(held, right) && Number(expires) > Date.now();
  if (!valid) throw new Refusal(403, 'The link has expired or is not valid.');
}

function signature({ signingKey }: Site, path: string, expires: string): string {
  return createHmac('sha256', signingKey).update(`${path}\n${expires}`).digest('base64url');
}
