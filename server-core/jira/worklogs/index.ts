import type { Toolset } from '../../toolset.ts';
import { addJiraWorklog } from './add-jira-worklog.ts';
import { deleteJiraWorklog } from './delete-jira-worklog.ts';
import { getJiraWorklogs } from './get-jira-worklogs.ts';

export const worklogs: Toolset = {
  name: 'jira-worklogs',
  tools: [addJiraWorklog, getJiraWorklogs, deleteJiraWorklog],
};
