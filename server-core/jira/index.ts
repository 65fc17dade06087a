import type { Product } from '../product.ts';
import { agile } from './agile/index.ts';
import { attachments } from './attachments/index.ts';
import { comments } from './comments/index.ts';
import { issues } from './issues/index.ts';
import { links } from './links/index.ts';
import { planning } from './planning/index.ts';
import { projects } from './projects/index.ts';
import { createJiraDescription } from './prompts/create-jira-description.ts';
import { summarizeJiraIssuePrompt } from './prompts/summarize-jira-issue.ts';
import { boardResource } from './resources/board.ts';
import { issueResource } from './resources/issue.ts';
import { searchResource } from './resources/search.ts';
import { statusResource } from './resources/status.ts';
import { users } from './users/index.ts';
import { watchers } from './watchers/index.ts';
import { worklogs } from './worklogs/index.ts';

export const jira: Product = {
  toolsets: [issues, comments, links, worklogs, watchers, attachments, projects, users, agile, planning],
  prompts: [summarizeJiraIssuePrompt, createJiraDescription],
  resources: [issueResource, boardResource, searchResource, statusResource],
};
