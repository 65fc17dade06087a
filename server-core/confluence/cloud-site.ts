import { CloudComments } from './comments/cloud-comments.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import type { ConfluenceSite } from './confluence-site.ts';
import { CloudPages } from './pages/cloud-pages.ts';
import { CloudSpaces } from './spaces/cloud-spaces.ts';
import { CloudPageTree } from './tree/cloud-page-tree.ts';
import { CloudVersions } from './versions/cloud-versions.ts';

/** Confluence Cloud: its REST API v2, and v1 for what only that has. */
export function cloudSite(api: ConfluenceApi): ConfluenceSite {
  return {
    deployment: 'cloud',
    api,
    pages: new CloudPages(api),
    tree: new CloudPageTree(api),
    spaces: new CloudSpaces(api),
    comments: new CloudComments(api),
    versions: new CloudVersions(api),
  };
}
