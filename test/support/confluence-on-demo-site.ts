/** A server with all tools before a demo site, or before a site of the test's own; either serves both products. */
export {
  deployments,
  jiraAt as confluenceAt,
  jiraOnDemoSite as confluenceOnDemoSite,
} from './jira-on-demo-site.ts';
