import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKeyOrNone } from '../issue-key.ts';
import { issueKeys, movedOutput, moveIssues } from './move-issues.ts';

export const moveIssuesToEpic = defineTool({
  name: 'move-issues-to-epic',
  title: 'Move issues to an epic',
  description:
    'Moves issues to an epic, or out of theirs. In a team-managed project set parent_key with update-jira-issue instead.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      epic_key: issueKeyOrNone('Key of the epic, or none'),
      issue_keys: issueKeys(),
    }),
  output: movedOutput,
  handle: ({ epic_key, issue_keys }, context) =>
    moveIssues(['epic', epic_key, 'issue'], { issue_keys, name: epic_key === 'none' ? 'no epic' : epic_key }, context),
});
