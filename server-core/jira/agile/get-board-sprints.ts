import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { numberId } from '../number-id.ts';
import { readOffsetPage } from '../offset-page.ts';
import { agilePath } from './agile-path.ts';
import { sprintLine, sprintOf, sprintOutput } from './sprint.ts';

export const getBoardSprints = defineTool({
  name: 'get-board-sprints',
  title: 'List the sprints of a board',
  description: 'Lists the active, closed or future sprints of an agile board.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      board_id: numberId('Board id, from get-agile-boards'),
      state: z.enum(['active', 'closed', 'future', 'all']).default('active').describe('Which sprints to list'),
      max_results: z.int().min(1).max(100).describe('Most sprints to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      sprints: z.array(sprintOutput()),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ board_id, state, max_results, page_token }, context) => {
    const jira = await context.jira();
    const list = {
      path: agilePath('board', board_id, 'sprint'),
      query: state === 'all' ? {} : { state },
      member: 'values',
    };
    return listResult(
      {
        name: 'sprints',
        noun: ['sprint', 'sprints'],
        maxResults: max_results,
        pageToken: page_token,
        resourceUri: `jira://board/${board_id}/sprints`,
        fetch: (page) => readOffsetPage(jira, list, page),
        entry: (wire) => {
          const sprint = sprintOf(wire);
          return { text: sprintLine(sprint), data: sprint };
        },
      },
      context.settings,
    );
  },
});
