/**
 * What is offered where nothing else is chosen: all that the original server had, and what is asked for most. Few enough for
 * clients that take some dozens of tools from all their servers together; a test holds their number and size.
 */
export const defaultTools: readonly string[] = [
  'create-jira-issue',
  'comment-jira-issue',
  'transition-jira-issue',
  'get-jira-issue',
  'get-my-assigned-issues',
  'summarize-jira-issue',
  'extract-confluence-links',
  'get-jira-transitions',
  'get-agile-boards',
  'get-board-sprints',
  'get-daily-standup-summary',
  'get-task-assignment-recommendations',
  'estimate-story-points',
  'create-confluence-page',
  'update-confluence-page',
  'comment-confluence-page',
  'get-confluence-page',
  'search-confluence',
  'ask-confluence-page',
  // beside the original's
  'search-jira-issues',
  'update-jira-issue',
];
