/** Where a product runs: at Atlassian, or on someone's own machines, where Server and Data Center speak alike. */
export type Deployment = 'cloud' | 'data-center';

/** What `<PREFIX>_DEPLOYMENT` may say. */
export const deploymentWords: Readonly<Record<string, Deployment>> = {
  cloud: 'cloud',
  'data-center': 'data-center',
  server: 'data-center',
};

const CLOUD_HOSTS = /(?:^|\.)(?:atlassian\.net|jira-dev\.com)$|^api\.atlassian\.com$/;

/** What is known of a site before it is asked; `ask` where its address says nothing, as with domains of one's own. */
export function deploymentOf(url: URL, configured: Deployment | undefined): Deployment | 'ask' {
  if (configured !== undefined) return configured;
  return CLOUD_HOSTS.test(url.hostname) ? 'cloud' : 'ask';
}
