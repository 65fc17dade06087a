import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { numberId } from '../number-id.ts';
import { issueKeys, movedOutput, moveIssues } from './move-issues.ts';

export const moveIssuesToSprint = defineTool({
  name: 'move-issues-to-sprint',
  title: 'Move issues to a sprint',
  description: 'Moves issues to an active or future sprint, out of the one that they are in.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      sprint_id: numberId('Sprint id, from get-board-sprints'),
      issue_keys: issueKeys(),
    }),
  output: movedOutput,
  handle: ({ sprint_id, issue_keys }, context) =>
    moveIssues(['sprint', sprint_id, 'issue'], { issue_keys, name: `sprint ${sprint_id}` }, context),
});
