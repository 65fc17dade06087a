import { type Environment, readVariable } from '../../src/base/env.ts';
import { InvalidConfigurationError } from '../errors.ts';
import type { SiteVariables } from './site-variables.ts';

/** The proxy that a product's own variable names, `direct` for none, or what the variables of all programs say. */
export type ProxySettings = { readonly own: URL | 'direct' } | { readonly shared: readonly SharedProxy[] };

interface SharedProxy {
  readonly variable: string;
  readonly value: string;
  /** The scheme of the addresses that it is for; `undefined` for all. */
  readonly scheme: string | undefined;
}

/** Reads `<PREFIX>_PROXY`, and without it `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY` in either case of letters. */
export function readProxySettings(env: Environment, variables: SiteVariables): ProxySettings | undefined {
  const own = variables.text('PROXY');
  if (own !== undefined) {
    return { own: own.toLowerCase() === 'direct' ? 'direct' : proxyUrl(own, variables.nameOf('PROXY'), ', or direct') };
  }
  const shared = ['https', 'http', 'all'].flatMap((scheme): SharedProxy[] =>
    [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].flatMap((variable) => {
      const value = readVariable(env, variable);
      return value === undefined ? [] : [{ variable, value, scheme: scheme === 'all' ? undefined : `${scheme}:` }];
    }),
  );
  return shared.length === 0 ? undefined : { shared };
}

/**
 * The proxy for one address. What the shared variables say is not for this machine itself, nor for the hosts in
 * `NO_PROXY`, as package proxy-from-env reads it.
 */
export async function proxyFor(url: URL, settings: ProxySettings | undefined): Promise<URL | undefined> {
  if (settings === undefined) return undefined;
  if ('own' in settings) return settings.own === 'direct' ? undefined : settings.own;
  const shared = settings.shared.find(({ scheme }) => scheme === undefined || scheme === url.protocol);
  if (shared === undefined || isThisMachine(url.hostname)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  if (getProxyForUrl(url) === '') return undefined;
  const value = shared.value.includes('://') ? shared.value : `http://${shared.value}`;
  return proxyUrl(value, shared.variable, '');
}

function isThisMachine(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function proxyUrl(value: string, variable: string, alternative: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:') || !isDecodable(url)) {
    throw new InvalidConfigurationError(variable, `the URL of an http or https proxy${alternative}`);
  }
  return url;
}

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}
