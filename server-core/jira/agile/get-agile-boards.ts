import * as z from 'zod';
import { textAt, type WireObject, wireText } from '../../atlassian/wire-value.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { readOffsetPage } from '../offset-page.ts';
import { agilePath } from './agile-path.ts';

export const getAgileBoards = defineTool({
  name: 'get-agile-boards',
  title: 'List agile boards',
  description: 'Lists Scrum and Kanban boards, all or those of a project.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      project_key: z.string().trim().min(1).describe('Key of the project').optional(),
      name: z.string().trim().min(1).describe('Part of the name of the board').optional(),
      type: z.enum(['scrum', 'kanban', 'simple']).describe('Kind of board').optional(),
      max_results: z.int().min(1).max(100).describe('Most boards to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      boards: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          type: z.string().optional(),
          project_key: z.string().optional(),
        }),
      ),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ project_key, name, type, max_results, page_token }, context) => {
    const jira = await context.jira();
    const query = { projectKeyOrId: project_key, name, type };
    return listResult(
      {
        name: 'boards',
        noun: ['board', 'boards'],
        maxResults: max_results,
        pageToken: page_token,
        resourceUri: 'jira://agile-boards',
        fetch: (page) => readOffsetPage(jira, { path: agilePath('board'), query, member: 'values' }, page),
        entry: boardEntry,
      },
      context.settings,
    );
  },
});

/** A private board has neither name nor type for those who may not see it. */
function boardEntry(wire: WireObject) {
  const id = wireText(wire['id'], 'board id');
  const name = textAt(wire, 'name') ?? 'private board';
  const type = textAt(wire, 'type');
  const project_key = textAt(wire, 'location', 'projectKey');
  const facts = [`id ${id}`, type, project_key && `project ${project_key}`].filter(Boolean).join(', ');
  return { text: `- **${name}** (${facts})`, data: { id, name, type, project_key } };
}
