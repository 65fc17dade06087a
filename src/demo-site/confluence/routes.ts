import type { Route } from '../http/route.ts';
import { attachmentEndpoints } from './endpoints/attachments.ts';
import { commentEndpoints } from './endpoints/comments.ts';
import { labelEndpoints } from './endpoints/labels.ts';
import { pageTreeEndpoints } from './endpoints/page-tree.ts';
import { pageEndpoints } from './endpoints/pages.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { removedEndpoints } from './endpoints/removed.ts';
import { restrictionEndpoints } from './endpoints/restrictions.ts';
import { contentSearchEndpoints } from './endpoints/search.ts';
import { spaceEndpoints } from './endpoints/spaces.ts';
import { templateEndpoints } from './endpoints/templates.ts';

/** Every endpoint of Confluence Cloud; all are below `/wiki`. */
export const confluenceCloudRoutes: readonly Route[] = [
  ...pageEndpoints,
  ...pageTreeEndpoints,
  ...attachmentEndpoints,
  ...restrictionEndpoints,
  ...templateEndpoints,
  ...commentEndpoints,
  ...spaceEndpoints,
  ...labelEndpoints,
  ...contentSearchEndpoints,
  ...peopleEndpoints,
  ...removedEndpoints,
];
