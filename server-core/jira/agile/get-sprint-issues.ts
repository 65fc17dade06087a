import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { numberId } from '../number-id.ts';
import { issueList, issueListInput, issueListOutput } from './issue-list.ts';

export const getSprintIssues = defineTool({
  name: 'get-sprint-issues',
  title: 'List the issues of a sprint',
  description: 'Lists the issues of a sprint, by rank.',
  annotations: readOnly,
  input: () => z.strictObject({ sprint_id: numberId('Sprint id, from get-board-sprints'), ...issueListInput() }),
  output: issueListOutput,
  handle: ({ sprint_id, ...list }, context) => issueList(['sprint', sprint_id, 'issue'], list, context),
});
