import type { Comments } from './comments/comments.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import type { Pages } from './pages/pages.ts';
import type { Spaces } from './spaces/spaces.ts';
import type { PageTree } from './tree/page-tree.ts';
import type { Versions } from './versions/versions.ts';

/**
 * What the tools need of Confluence during one call, whichever deployment it is. The two speak different APIs, so each part
 * has an implementation for either; what both say alike is written once, on top of {@link ConfluenceApi}.
 */
export interface ConfluenceSite {
  readonly deployment: 'cloud' | 'data-center';
  readonly api: ConfluenceApi;
  readonly pages: Pages;
  readonly comments: Comments;
  readonly versions: Versions;
  readonly tree: PageTree;
  readonly spaces: Spaces;
}
