import { InvalidResponseError } from './errors.ts';
import type { HttpResponse } from './http-exchange.ts';
import type { SiteConfig } from './site-config.ts';

/** The JSON in the answer to the call of this name, `undefined` where it is empty. Throws `InvalidResponseError`. */
export function jsonIn({ status, headers, body }: HttpResponse, name: string, site: SiteConfig): unknown {
  const text = body.toString('utf8');
  if (status === 204 || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const kind = headers['content-type']?.split(';')[0] ?? 'something';
    throw new InvalidResponseError(
      `${site.service} answered ${status} to ${name} with ${kind} that is not JSON. ` +
        `Check that ${site.variablePrefix}_URL is the site itself and not a login page or a proxy.`,
    );
  }
}
