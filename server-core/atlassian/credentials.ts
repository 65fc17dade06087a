import type { SiteVariables } from './site-variables.ts';

/** The `Authorization` header of a site, or the variables without which there is none. */
export type Credentials =
  | { readonly authorization: string; readonly missing?: undefined }
  | { readonly authorization?: undefined; readonly missing: readonly string[] };

/**
 * The first of `OAUTH_TOKEN` (Bearer), `PERSONAL_TOKEN` (Bearer), and `EMAIL` or `USERNAME` with `API_TOKEN` (Basic).
 * Throws an error that names a token which cannot be sent.
 */
export function readCredentials(variables: SiteVariables): Credentials {
  const bearer = variables.token('OAUTH_TOKEN') ?? variables.token('PERSONAL_TOKEN');
  if (bearer !== undefined) return { authorization: `Bearer ${bearer}` };

  const user = variables.text('EMAIL') ?? variables.text('USERNAME');
  const token = variables.text('API_TOKEN');
  if (user !== undefined && token !== undefined) return { authorization: basicAuthorization(user, token) };
  return { missing: [...(user === undefined ? ['EMAIL'] : []), ...(token === undefined ? ['API_TOKEN'] : [])] };
}

/** RFC 7617, in UTF-8. */
export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
