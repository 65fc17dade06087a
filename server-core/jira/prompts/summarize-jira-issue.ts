import * as z from 'zod';
import { definePrompt } from '../../prompt.ts';
import { completeIssueKey } from '../completers.ts';
import { issueKey } from '../issue-key.ts';
import { issueSummary } from '../issues/issue-summary.ts';

export const summarizeJiraIssuePrompt = definePrompt({
  name: 'summarize-jira-issue',
  title: 'Summarize a Jira issue',
  description: 'Asks for a summary of a Jira issue, which it brings along with comments and status history.',
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      style: z.enum(['brief', 'detailed']).default('brief').describe('brief or detailed'),
    }),
  completers: { issue_key: completeIssueKey },
  write: async ({ issue_key, style }, context) => {
    const wanted =
      style === 'brief'
        ? 'Summarize this Jira issue in a few sentences: what it is about, where it stands, what comes next.'
        : 'Summarize this Jira issue in detail: purpose, state and how it got there, decisions in the comments, open points, next steps.';
    const { head, body } = await issueSummary(await context.jira(), issue_key);
    return [wanted, head, body].join('\n\n');
  },
});
