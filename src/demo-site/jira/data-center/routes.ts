import type { Route } from '../../http/route.ts';
import { agileEndpoints } from './endpoints/agile.ts';
import { attachmentEndpoints } from './endpoints/attachments.ts';
import { issueEndpoints } from './endpoints/issues.ts';
import { metadataEndpoints } from './endpoints/metadata.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { projectEndpoints } from './endpoints/projects.ts';
import { searchEndpoints } from './endpoints/search.ts';
import { sharedEndpoints } from './shared-endpoints.ts';

/** Every endpoint of Jira Data Center, below its context path. */
export const jiraDataCenterRoutes: readonly Route[] = [
  ...searchEndpoints,
  ...issueEndpoints,
  ...attachmentEndpoints,
  ...projectEndpoints,
  ...peopleEndpoints,
  ...metadataEndpoints,
  ...agileEndpoints,
  ...sharedEndpoints,
];
