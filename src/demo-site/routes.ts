import { commentEndpoints as pageCommentEndpoints } from './confluence/endpoints/comments.ts';
import { labelEndpoints } from './confluence/endpoints/labels.ts';
import { pageEndpoints } from './confluence/endpoints/pages.ts';
import { peopleEndpoints as contentPeopleEndpoints } from './confluence/endpoints/people.ts';
import { removedEndpoints } from './confluence/endpoints/removed.ts';
import { contentSearchEndpoints } from './confluence/endpoints/search.ts';
import { spaceEndpoints } from './confluence/endpoints/spaces.ts';
import type { Route } from './http/route.ts';
import { boardEndpoints } from './jira/endpoints/boards.ts';
import { commentEndpoints } from './jira/endpoints/comments.ts';
import { issueEndpoints } from './jira/endpoints/issues.ts';
import { linkEndpoints } from './jira/endpoints/links.ts';
import { metadataEndpoints } from './jira/endpoints/metadata.ts';
import { peopleEndpoints } from './jira/endpoints/people.ts';
import { projectEndpoints } from './jira/endpoints/projects.ts';
import { searchEndpoints } from './jira/endpoints/search.ts';
import { worklogAndWatcherEndpoints } from './jira/endpoints/worklogs-and-watchers.ts';

/** Every endpoint of the site. */
export const routes: readonly Route[] = [
  ...searchEndpoints,
  ...issueEndpoints,
  ...commentEndpoints,
  ...worklogAndWatcherEndpoints,
  ...linkEndpoints,
  ...projectEndpoints,
  ...peopleEndpoints,
  ...metadataEndpoints,
  ...boardEndpoints,
  ...pageEndpoints,
  ...pageCommentEndpoints,
  ...spaceEndpoints,
  ...labelEndpoints,
  ...contentSearchEndpoints,
  ...contentPeopleEndpoints,
  ...removedEndpoints,
];
