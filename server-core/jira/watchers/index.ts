import type { Toolset } from '../../toolset.ts';
import { getJiraWatchers } from './get-jira-watchers.ts';
import { unwatchJiraIssue } from './unwatch-jira-issue.ts';
import { watchJiraIssue } from './watch-jira-issue.ts';

export const watchers: Toolset = {
  name: 'jira-watchers',
  tools: [getJiraWatchers, watchJiraIssue, unwatchJiraIssue],
};
