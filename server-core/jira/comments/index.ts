import type { Toolset } from '../../toolset.ts';
import { commentJiraIssue } from './comment-jira-issue.ts';
import { deleteJiraComment } from './delete-jira-comment.ts';
import { getJiraComments } from './get-jira-comments.ts';
import { updateJiraComment } from './update-jira-comment.ts';

export const comments: Toolset = {
  name: 'jira-comments',
  tools: [commentJiraIssue, getJiraComments, updateJiraComment, deleteJiraComment],
};
