import { RedirectRefusedError } from './errors.ts';
import type { SiteConfig } from './site-config.ts';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

const API_URL = 'https://api.atlassian.com';

/**
 * The base of REST calls through Atlassian's gateway, where tokens with scopes and OAuth tokens are accepted.
 * Source: https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/
 */
export function gatewayBase(site: SiteConfig, cloudId: string): URL {
  const base = new URL(site.apiUrl ?? API_URL);
  const product = site.variablePrefix.toLowerCase();
  base.pathname = `${folderOf(base)}/ex/${product}/${cloudId}${product === 'confluence' ? '/wiki' : ''}`;
  return base;
}

/**
 * The address of a path below `base`. The path may also be a whole address on the site: it stays as it is, or becomes
 * one on the gateway where calls go there. Throws `RedirectRefusedError` for an address elsewhere.
 */
export function addressOf(
  path: string,
  query: Readonly<Record<string, QueryValue>>,
  { site, siteBase, base }: { readonly site: SiteConfig; readonly siteBase: URL; readonly base: URL },
): URL {
  const address = URL.canParse(path) ? wholeAddress(new URL(path), site, siteBase, base) : below(base, path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return address;
}

function wholeAddress(address: URL, site: SiteConfig, siteBase: URL, base: URL): URL {
  if (address.origin === base.origin) return address;
  const folder = folderOf(siteBase);
  if (address.origin === siteBase.origin && address.pathname.startsWith(`${folder}/`)) {
    return below(base, `${address.pathname.slice(folder.length)}${address.search}`);
  }
  const target = `${address.origin}${address.pathname}`;
  throw new RedirectRefusedError(site.service, `${site.variablePrefix}_URL`, target, 'credentials would go along');
}

function below(base: URL, path: string): URL {
  const address = new URL(base);
  const [pathname = '', search = ''] = path.split('?');
  address.pathname = `${folderOf(base)}${pathname}`;
  address.search = search;
  return address;
}

function folderOf({ pathname }: URL): string {
  return pathname.replace(/\/$/, '');
}
