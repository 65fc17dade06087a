import type { Toolset } from '../../toolset.ts';
import { addJiraWebLink } from './add-jira-web-link.ts';
import { deleteJiraLink } from './delete-jira-link.ts';
import { getJiraLinkTypes } from './get-jira-link-types.ts';
import { linkJiraIssues } from './link-jira-issues.ts';

export const links: Toolset = {
  name: 'jira-links',
  tools: [linkJiraIssues, addJiraWebLink, deleteJiraLink, getJiraLinkTypes],
};
