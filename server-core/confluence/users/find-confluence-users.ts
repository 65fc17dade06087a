import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { findPeople } from './find-people.ts';
import { personEntry, personOutput } from './person.ts';

export const findConfluenceUsers = defineTool({
  name: 'find-confluence-users',
  title: 'Find people in Confluence',
  description: 'Finds people with an account in Confluence by their name.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      query: z.string().trim().min(1).max(200).describe('Words of the name'),
      max_results: z.int().min(1).max(100).describe('Most people to list').optional(),
      page_token: pageToken(),
    }),
  output: () => z.object({ users: z.array(personOutput()), next_page_token: nextPageToken() }),
  handle: async ({ query, max_results, page_token }, context) => {
    const confluence = await context.confluence();
    return listResult(
      {
        name: 'users',
        noun: ['person', 'people'],
        maxResults: max_results,
        countsAll: true,
        pageToken: page_token,
        fetch: (page) => findPeople(confluence, query, page),
        entry: personEntry,
      },
      context.settings,
    );
  },
});
