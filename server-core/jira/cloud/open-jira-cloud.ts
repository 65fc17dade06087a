import type { Environment } from '../../../src/base/env.ts';
import { RestClient } from '../../atlassian/rest-client.ts';
import { readSiteConfig } from '../../atlassian/site-config.ts';
import type { Log } from '../../log.ts';
import type { OpenSite } from '../../open-site.ts';
import type { JiraSite } from '../jira-site.ts';
import { JiraCloud } from './jira-cloud.ts';

/** Opens the Jira of `JIRA_URL`. Throws an error that names the variables to set. */
export function openJiraCloud(env: Environment, log: Log): OpenSite<JiraSite> {
  const config = readSiteConfig(env, 'JIRA', 'Jira');
  const base = jiraBase(config.url);
  const client = new RestClient(config, base, log);
  const siteUrl = base.href.replace(/\/$/, '');
  return { during: (signal) => new JiraCloud(client, siteUrl, signal), close: () => client.close() };
}

/**
 * The site's root. On `*.atlassian.net` that is the origin, whichever page of the site a user has copied;
 * elsewhere only a closing `/wiki`, Confluence's place, is taken off.
 */
export function jiraBase(url: URL): URL {
  const base = new URL(url);
  base.pathname = url.hostname.endsWith('.atlassian.net') ? '' : url.pathname.replace(/\/wiki$/, '');
  return base;
}
