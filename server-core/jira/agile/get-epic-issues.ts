import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { issueList, issueListInput, issueListOutput } from './issue-list.ts';

export const getEpicIssues = defineTool({
  name: 'get-epic-issues',
  title: 'List the issues of an epic',
  description: 'Lists the issues that belong to an epic, by rank.',
  annotations: readOnly,
  input: () => z.strictObject({ epic_key: issueKey().describe('Key of the epic'), ...issueListInput() }),
  output: issueListOutput,
  handle: ({ epic_key, ...list }, context) => issueList(['epic', epic_key, 'issue'], list, context),
});
