import type { Environment } from '../../src/base/env.ts';
import { type Deployment, deploymentOf } from '../atlassian/deployment.ts';
import { detectDeployment } from '../atlassian/detect-deployment.ts';
import { RestClient } from '../atlassian/rest-client.ts';
import { readSiteConfig, type SiteConfig } from '../atlassian/site-config.ts';
import { IncompleteConfigurationError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { OpenSite } from '../open-site.ts';
import { cloudSite } from './cloud-site.ts';
import { ConfluenceApi } from './confluence-api.ts';
import type { ConfluenceSite } from './confluence-site.ts';
import { dataCenterSite } from './data-center-site.ts';

interface Place {
  readonly client: RestClient;
  /** Where people find the site. */
  readonly url: URL;
  readonly deployment: Deployment;
}

/** Opens the Confluence of `CONFLUENCE_URL`. Throws an error that names the variables to set. */
export function openConfluence(env: Environment, log: Log): OpenSite<ConfluenceSite> {
  const config = readSiteConfig(env, 'CONFLUENCE', 'Confluence');
  const known = deploymentOf(config.url, config.deployment);
  const bases = basesOf(config, known);
  const clients = bases.map((url) => ({ url, client: new RestClient(config, url, log) }));
  let found: Place | undefined;
  return {
    during: async (signal) => {
      found ??= await choose(clients, known, signal);
      const api = new ConfluenceApi(found.client, found.url.href.replace(/\/$/, ''), signal);
      return found.deployment === 'cloud' ? cloudSite(api) : dataCenterSite(api);
    },
    close: () => {
      for (const { client } of clients) client.close();
    },
  };
}

/** A Cloud behind a domain of its own is below `/wiki`, which an address may lack; Data Center is where the address says. */
function basesOf({ url }: SiteConfig, known: Deployment | 'ask'): URL[] {
  if (known === 'data-center') return [url];
  if (known === 'cloud') return [cloudBase(url)];
  return url.pathname.endsWith('/wiki') ? [url] : [url, cloudBase(url)];
}

async function choose(
  clients: readonly Omit<Place, 'deployment'>[],
  known: Deployment | 'ask',
  signal: AbortSignal,
): Promise<Place> {
  let failure: unknown;
  for (const place of clients) {
    if (known !== 'ask') return { ...place, deployment: known };
    try {
      return { ...place, deployment: await detectDeployment(place.client, 'confluence', signal) };
    } catch (error) {
      if (!(error instanceof IncompleteConfigurationError)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

/** Confluence Cloud is below `/wiki` of its site; many leave that out, or copy the address of a page below it. */
export function cloudBase(url: URL): URL {
  const base = new URL(url);
  const isSite = url.hostname.endsWith('.atlassian.net');
  base.pathname = isSite ? '/wiki' : `${url.pathname.replace(/\/wiki$|\/$/, '')}/wiki`;
  return base;
}
