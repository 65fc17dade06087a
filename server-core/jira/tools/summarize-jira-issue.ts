import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { textResult } from '../../tool-result.ts';
import { issueKey } from '../issue-key.ts';
import { issueSummary } from '../issue-summary.ts';

export const summarizeJiraIssue = defineTool({
  name: 'summarize-jira-issue',
  title: 'Gather all about a Jira issue',
  description:
    'Gathers what is known of a Jira issue in one document: facts, description, status history, last five comments, ' +
    'and Confluence pages that it links to. It condenses nothing.',
  annotations: readOnly,
  input: () => z.strictObject({ issue_key: issueKey() }),
  handle: async ({ issue_key }, context) => textResult(await issueSummary(await context.jira(), issue_key)),
});
