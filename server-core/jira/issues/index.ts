import type { Toolset } from '../../toolset.ts';
import { createJiraIssue } from './create-jira-issue.ts';
import { createJiraIssues } from './create-jira-issues.ts';
import { deleteJiraIssue } from './delete-jira-issue.ts';
import { extractConfluenceLinks } from './extract-confluence-links.ts';
import { getJiraIssue } from './get-jira-issue.ts';
import { getJiraTransitions } from './get-jira-transitions.ts';
import { getMyAssignedIssues } from './get-my-assigned-issues.ts';
import { searchJiraIssues } from './search-jira-issues.ts';
import { summarizeJiraIssue } from './summarize-jira-issue.ts';
import { transitionJiraIssue } from './transition-jira-issue.ts';
import { updateJiraIssue } from './update-jira-issue.ts';

export const issues: Toolset = {
  name: 'jira-issues',
  tools: [
    createJiraIssue,
    createJiraIssues,
    transitionJiraIssue,
    getJiraTransitions,
    getJiraIssue,
    searchJiraIssues,
    updateJiraIssue,
    deleteJiraIssue,
    getMyAssignedIssues,
    summarizeJiraIssue,
    extractConfluenceLinks,
  ],
};
