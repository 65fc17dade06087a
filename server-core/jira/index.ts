import type { Toolset } from '../toolset.ts';
import { createJiraDescription } from './prompts/create-jira-description.ts';
import { summarizeJiraIssuePrompt } from './prompts/summarize-jira-issue.ts';
import { issueResource } from './resources/issue.ts';
import { commentJiraIssue } from './tools/comment-jira-issue.ts';
import { createJiraIssue } from './tools/create-jira-issue.ts';
import { extractConfluenceLinks } from './tools/extract-confluence-links.ts';
import { getJiraIssue } from './tools/get-jira-issue.ts';
import { getMyAssignedIssues } from './tools/get-my-assigned-issues.ts';
import { summarizeJiraIssue } from './tools/summarize-jira-issue.ts';
import { transitionJiraIssue } from './tools/transition-jira-issue.ts';

export const jira: Toolset = {
  name: 'jira',
  tools: [
    createJiraIssue,
    commentJiraIssue,
    transitionJiraIssue,
    getJiraIssue,
    getMyAssignedIssues,
    summarizeJiraIssue,
    extractConfluenceLinks,
  ],
  prompts: [summarizeJiraIssuePrompt, createJiraDescription],
  resources: [issueResource],
};
