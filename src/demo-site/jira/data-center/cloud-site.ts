import type { Site } from '../../site.ts';

/** The site as code of the cloud sees it, so that the addresses it makes are below the context path. */
export function asCloudSite(site: Site): Site {
  return { ...site, url: site.jiraUrl };
}
