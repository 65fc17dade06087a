import type { Toolset } from '../../toolset.ts';
import { createJiraComponent } from './create-jira-component.ts';
import { createJiraVersion } from './create-jira-version.ts';
import { getJiraCreateFields } from './get-jira-create-fields.ts';
import { getJiraFields } from './get-jira-fields.ts';
import { getJiraProject } from './get-jira-project.ts';
import { getJiraProjects } from './get-jira-projects.ts';
import { updateJiraComponent } from './update-jira-component.ts';
import { updateJiraVersion } from './update-jira-version.ts';

export const projects: Toolset = {
  name: 'jira-projects',
  tools: [
    getJiraProjects,
    getJiraProject,
    getJiraCreateFields,
    getJiraFields,
    createJiraVersion,
    updateJiraVersion,
    createJiraComponent,
    updateJiraComponent,
  ],
};
