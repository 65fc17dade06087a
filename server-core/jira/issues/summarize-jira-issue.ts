import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { issueKey } from '../issue-key.ts';
import { issueSummary } from './issue-summary.ts';

export const summarizeJiraIssue = defineTool({
  name: 'summarize-jira-issue',
  title: 'Gather all about a Jira issue',
  description:
    'Gathers a Jira issue in one document: facts, description, status history, last five comments, Confluence references.',
  annotations: readOnly,
  input: () => z.strictObject({ issue_key: issueKey(), page_token: pageToken() }),
  output: () =>
    z.object({ key: z.string(), summary: z.string(), status: z.string(), url: z.string(), ...documentOutput() }),
  handle: async ({ issue_key, page_token }, context) => {
    const { issue, head, body } = await issueSummary(await context.jira(), issue_key);
    const { key, summary, status, url } = issue;
    const facts = { key, summary, status, url };
    return documentResult({ head, body, facts, pageToken: page_token }, context.settings);
  },
});
