import type { Route } from '../../http/route.ts';
import { attachmentEndpoints } from './endpoints/attachments.ts';
import { childEndpoints } from './endpoints/children.ts';
import { contentEndpoints } from './endpoints/contents.ts';
import { labelEndpoints } from './endpoints/labels.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { restrictionEndpoints } from './endpoints/restrictions.ts';
import { searchEndpoints } from './endpoints/search.ts';
import { serverInformation } from './endpoints/server-information.ts';
import { spaceEndpoints } from './endpoints/spaces.ts';

/** Every endpoint of Confluence Data Center, below its context path. */
export const confluenceDataCenterRoutes: readonly Route[] = [
  ...searchEndpoints,
  ...contentEndpoints,
  ...childEndpoints,
  ...attachmentEndpoints,
  ...labelEndpoints,
  ...restrictionEndpoints,
  ...spaceEndpoints,
  ...peopleEndpoints,
  ...serverInformation,
];
