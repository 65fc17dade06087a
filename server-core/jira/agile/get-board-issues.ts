import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { numberId } from '../number-id.ts';
import { issueList, issueListInput, issueListOutput } from './issue-list.ts';

export const getBoardIssues = defineTool({
  name: 'get-board-issues',
  title: 'List the issues of a board',
  description: 'Lists the issues on an agile board, or those in its backlog, by rank.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      board_id: numberId('Board id, from get-agile-boards'),
      which: z.enum(['all', 'backlog']).default('all').describe('All issues of the board or only its backlog'),
      ...issueListInput(),
    }),
  output: issueListOutput,
  handle: ({ board_id, which, ...list }, context) =>
    issueList(['board', board_id, which === 'backlog' ? 'backlog' : 'issue'], list, context),
});
