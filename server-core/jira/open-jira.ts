import type { Environment } from '../../src/base/env.ts';
import { type Deployment, deploymentOf } from '../atlassian/deployment.ts';
import { detectDeployment } from '../atlassian/detect-deployment.ts';
import { RestClient } from '../atlassian/rest-client.ts';
import { readSiteConfig } from '../atlassian/site-config.ts';
import type { Log } from '../log.ts';
import type { OpenSite } from '../open-site.ts';
import { JiraApi } from './jira-api.ts';
import { cloudDialect, dataCenterDialect } from './jira-dialect.ts';

/** Opens the Jira of `JIRA_URL`. Throws an error that names the variables to set. */
export function openJira(env: Environment, log: Log): OpenSite<JiraApi> {
  const config = readSiteConfig(env, 'JIRA', 'Jira');
  const known = deploymentOf(config.url, config.deployment);
  const base = jiraBase(config.url, known);
  const client = new RestClient(config, base, log);
  const siteUrl = base.href.replace(/\/$/, '');
  return {
    during: async (signal) => {
      const deployment = known === 'ask' ? await detectDeployment(client, 'jira', signal) : known;
      return new JiraApi(client, deployment === 'cloud' ? cloudDialect : dataCenterDialect, siteUrl, signal);
    },
    close: () => client.close(),
  };
}

/**
 * The site's root. On `*.atlassian.net` that is the origin, whichever page of the site a user has copied. Elsewhere only a
 * closing `/wiki`, Confluence's place on Cloud, is taken off: the rest may be Data Center's context path.
 */
export function jiraBase(url: URL, deployment: Deployment | 'ask'): URL {
  const base = new URL(url);
  if (url.hostname.endsWith('.atlassian.net')) base.pathname = '';
  else if (deployment !== 'data-center') base.pathname = url.pathname.replace(/\/wiki$/, '');
  return base;
}
