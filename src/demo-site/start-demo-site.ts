import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteListener } from './http/site-listener.ts';
import { type DemoSiteOptions, type Deployment, resolveOptions } from './options.ts';
import { createSite } from './seed/create-site.ts';
import { mainUser } from './seed/people.ts';
import type { Site } from './site.ts';

/** An Atlassian site in memory, listening on 127.0.0.1 until it is closed. */
export interface DemoSite {
  /** The origin: Jira is here and Confluence at `/wiki`; on Data Center they are at `/jira` and `/confluence`. */
  readonly url: string;
  readonly deployment: Deployment;
  readonly email: string;
  readonly apiToken: string;
  /** The variables that point a server at this site. */
  readonly environment: Record<string, string>;
  /** Ends every connection and forgets everything. */
  close(): Promise<void>;
}

/** Starts the site with its content freshly made; dates in it are relative to now. */
export async function startDemoSite(options: DemoSiteOptions = {}): Promise<DemoSite> {
  const resolved = resolveOptions(options);
  const { deployment } = resolved;
  let site: Site | undefined;
  const server = createServer(siteListener(() => site ?? fail(), resolved));
  server.listen(resolved.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  site = createSite(deployment, url, Date.now());

  const { email, apiToken } = mainUser;
  return {
    url,
    deployment,
    email,
    apiToken,
    environment: environmentOf(site),
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function environmentOf({ deployment, jiraUrl, confluenceUrl }: Site): Record<string, string> {
  const { email, apiToken, personalToken } = mainUser;
  const where = {
    JIRA_URL: jiraUrl,
    JIRA_DEPLOYMENT: deployment,
    CONFLUENCE_URL: confluenceUrl,
    CONFLUENCE_DEPLOYMENT: deployment,
  };
  if (deployment === 'data-center') {
    return { ...where, JIRA_PERSONAL_TOKEN: personalToken, CONFLUENCE_PERSONAL_TOKEN: personalToken };
  }
  return {
    ...where,
    JIRA_EMAIL: email,
    JIRA_API_TOKEN: apiToken,
    CONFLUENCE_EMAIL: email,
    CONFLUENCE_API_TOKEN: apiToken,
  };
}

function fail(): never {
  throw new Error('The demo site was called before it was ready.');
}
