import { type Environment, readVariable } from '../../src/base/env.ts';
import { IncompleteConfigurationError, InvalidConfigurationError, NotConfiguredError } from '../errors.ts';

/** Where one product is and how to authenticate there. */
export interface SiteConfig {
  /** The product's name in messages. */
  readonly service: string;
  /** `JIRA` or `CONFLUENCE`: what its variables start with. */
  readonly variablePrefix: string;
  /** As the variable has it, without query, fragment and closing slash. */
  readonly url: URL;
  /** The whole value of the `Authorization` header. */
  readonly authorization: string;
  /** `false` accepts any TLS certificate. @default true */
  readonly verifyTls: boolean;
}

/**
 * Reads `<PREFIX>_URL`, and either `<PREFIX>_PERSONAL_TOKEN` (Bearer, wins) or `<PREFIX>_EMAIL` (also spelled
 * `<PREFIX>_USERNAME`) with `<PREFIX>_API_TOKEN` (Basic), and `<PREFIX>_SSL_VERIFY`.
 * Throws an error that names what to set.
 */
export function readSiteConfig(env: Environment, variablePrefix: string, service: string): SiteConfig {
  const read = (name: string): string | undefined => readVariable(env, `${variablePrefix}_${name}`);
  const url = read('URL');
  const user = read('EMAIL') ?? read('USERNAME');
  const apiToken = read('API_TOKEN');
  const personalToken = read('PERSONAL_TOKEN');

  const missing = [
    ...(url === undefined ? ['URL'] : []),
    ...(personalToken === undefined && user === undefined ? ['EMAIL'] : []),
    ...(personalToken === undefined && apiToken === undefined ? ['API_TOKEN'] : []),
  ].map((name) => `${variablePrefix}_${name}`);
  if (missing.length > 0) {
    const nothing = [url, user, apiToken, personalToken].every((value) => value === undefined);
    throw new (nothing ? NotConfiguredError : IncompleteConfigurationError)(
      service,
      missing,
      advice(variablePrefix, missing),
    );
  }

  return {
    service,
    variablePrefix,
    url: parseUrl(url ?? '', `${variablePrefix}_URL`),
    authorization:
      personalToken === undefined
        ? `Basic ${Buffer.from(`${user}:${apiToken}`).toString('base64')}`
        : bearer(personalToken, `${variablePrefix}_PERSONAL_TOKEN`),
    verifyTls: !['false', '0', 'no', 'off'].includes(read('SSL_VERIFY')?.toLowerCase() ?? ''),
  };
}

function advice(prefix: string, missing: readonly string[]): string {
  const list = missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : missing[0];
  const instead = missing.some((name) => !name.endsWith('_URL'))
    ? ` A personal access token in ${prefix}_PERSONAL_TOKEN takes the place of ${prefix}_EMAIL and ${prefix}_API_TOKEN.`
    : '';
  return `Set ${list} in the environment of this server and restart it.${instead}`;
}

function parseUrl(value: string, variable: string): URL {
  if (!URL.canParse(value))
    throw new InvalidConfigurationError(variable, 'a URL such as https://your-site.atlassian.net');
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InvalidConfigurationError(variable, 'a URL that starts with https:// or http://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidConfigurationError(variable, 'a URL without a user name and password');
  }
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** A header value with a line end or a character past Latin-1 would be refused by Node with the value in the message. */
function bearer(token: string, variable: string): string {
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new InvalidConfigurationError(variable, 'a token without blanks and line ends');
  return `Bearer ${token}`;
}
