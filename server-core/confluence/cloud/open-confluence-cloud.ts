import type { Environment } from '../../../src/base/env.ts';
import { RestClient } from '../../atlassian/rest-client.ts';
import { readSiteConfig } from '../../atlassian/site-config.ts';
import type { Log } from '../../log.ts';
import type { OpenSite } from '../../open-site.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { ConfluenceCloud } from './confluence-cloud.ts';

/** Opens the Confluence of `CONFLUENCE_URL`. Throws an error that names the variables to set. */
export function openConfluenceCloud(env: Environment, log: Log): OpenSite<ConfluenceSite> {
  const config = readSiteConfig(env, 'CONFLUENCE', 'Confluence');
  const base = confluenceBase(config.url);
  const client = new RestClient(config, base, log);
  return { during: (signal) => new ConfluenceCloud(client, base.href, signal), close: () => client.close() };
}

/** Confluence Cloud is below `/wiki` of its site; many leave that out, or copy the address of a page below it. */
export function confluenceBase(url: URL): URL {
  const base = new URL(url);
  const isSite = url.hostname.endsWith('.atlassian.net');
  base.pathname = isSite ? '/wiki' : `${url.pathname.replace(/\/wiki$|\/$/, '')}/wiki`;
  return base;
}
