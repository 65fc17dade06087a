import * as z from 'zod';
import { InvalidArgumentsError } from '../../errors.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { nameArgument } from '../name-argument.ts';
import { projectKey } from '../project-key.ts';
import { peopleOf, searchFor } from './find-person.ts';
import { personEntry, personOutput } from './person-entry.ts';

export const findJiraUsers = defineTool({
  name: 'find-jira-users',
  title: 'Find people in Jira',
  description:
    'Finds people by name or e-mail. With project_key or issue_key: who can be assigned there, which needs no permission to browse users.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      query: nameArgument('Beginning of a name or of an e-mail address'),
      project_key: projectKey().describe('Only who can be assigned in this project').optional(),
      issue_key: issueKey().describe('Only who can be assigned to this issue').optional(),
      max_results: z.int().min(1).max(100).describe('Most people to list').optional(),
      page_token: pageToken(),
    }),
  output: () => z.object({ users: z.array(personOutput()), next_page_token: nextPageToken() }),
  handle: async ({ query, project_key, issue_key, max_results, page_token }, context) => {
    if (project_key !== undefined && issue_key !== undefined) {
      throw new InvalidArgumentsError('find-jira-users', ['project_key, issue_key: give one of them']);
    }
    const jira = await context.jira();
    const place = {
      ...(project_key !== undefined && { project: project_key }),
      ...(issue_key !== undefined && { issueKey: issue_key }),
    };
    const anywhere = project_key === undefined && issue_key === undefined;
    const path = anywhere ? jira.platform('user', 'search') : jira.platform('user', 'assignable', 'search');
    return listResult(
      {
        name: 'users',
        noun: ['person', 'people'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: async () => ({ items: await peopleOf(jira, path, { ...searchFor(jira, query), ...place }) }),
        entry: personEntry,
      },
      context.settings,
    );
  },
});
