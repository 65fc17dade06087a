import type { Route } from '../http/route.ts';
import { agileIssueEndpoints } from './endpoints/agile-issues.ts';
import { attachmentEndpoints } from './endpoints/attachments.ts';
import { boardEndpoints } from './endpoints/boards.ts';
import { commentEndpoints } from './endpoints/comments.ts';
import { componentEndpoints } from './endpoints/components.ts';
import { epicEndpoints } from './endpoints/epics.ts';
import { issueEndpoints } from './endpoints/issues.ts';
import { linkEndpoints } from './endpoints/links.ts';
import { metadataEndpoints } from './endpoints/metadata.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { projectEndpoints } from './endpoints/projects.ts';
import { searchEndpoints } from './endpoints/search.ts';
import { sprintEndpoints } from './endpoints/sprints.ts';
import { versionEndpoints } from './endpoints/versions.ts';
import { watcherEndpoints } from './endpoints/watchers.ts';
import { worklogEndpoints } from './endpoints/worklogs.ts';

/** Every endpoint of Jira Cloud. */
export const jiraCloudRoutes: readonly Route[] = [
  ...searchEndpoints,
  ...issueEndpoints,
  ...commentEndpoints,
  ...worklogEndpoints,
  ...watcherEndpoints,
  ...attachmentEndpoints,
  ...linkEndpoints,
  ...projectEndpoints,
  ...versionEndpoints,
  ...componentEndpoints,
  ...peopleEndpoints,
  ...metadataEndpoints,
  ...boardEndpoints,
  ...sprintEndpoints,
  ...epicEndpoints,
  ...agileIssueEndpoints,
];
