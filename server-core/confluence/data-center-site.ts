import { DataCenterComments } from './comments/data-center-comments.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import type { ConfluenceSite } from './confluence-site.ts';
import { DataCenterPages } from './pages/data-center-pages.ts';
import { DataCenterSpaces } from './spaces/data-center-spaces.ts';
import { DataCenterPageTree } from './tree/data-center-page-tree.ts';
import { DataCenterVersions } from './versions/data-center-versions.ts';

/** Confluence Data Center: one REST API, which is what Cloud calls version 1. */
export function dataCenterSite(api: ConfluenceApi): ConfluenceSite {
  return {
    deployment: 'data-center',
    api,
    pages: new DataCenterPages(api),
    tree: new DataCenterPageTree(api),
    spaces: new DataCenterSpaces(api),
    comments: new DataCenterComments(api),
    versions: new DataCenterVersions(api),
  };
}
