import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKeys, movedOutput, moveIssues } from './move-issues.ts';

export const moveIssuesToBacklog = defineTool({
  name: 'move-issues-to-backlog',
  title: 'Move issues to the backlog',
  description: 'Takes issues out of active and future sprints.',
  annotations: destructiveOnce,
  input: () => z.strictObject({ issue_keys: issueKeys() }),
  output: movedOutput,
  handle: ({ issue_keys }, context) => moveIssues(['backlog', 'issue'], { issue_keys, name: 'the backlog' }, context),
});
