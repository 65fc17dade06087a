import * as z from 'zod';
import { wireText } from '../../atlassian/wire-value.ts';
import { additive, defineTool } from '../../tool.ts';
import { dateArgument } from '../date-argument.ts';
import { projectKey } from '../project-key.ts';
import { versionEntry } from './version.ts';

export const createJiraVersion = defineTool({
  name: 'create-jira-version',
  title: 'Create a version of a project',
  description: 'Creates a version in a Jira project.',
  annotations: additive,
  input: () =>
    z.strictObject({
      project_key: projectKey(),
      name: z.string().trim().min(1).describe('Name of the version'),
      description: z.string().trim().min(1).describe('What it is about').optional(),
      start_date: dateArgument('Start, YYYY-MM-DD').optional(),
      release_date: dateArgument('Release, YYYY-MM-DD').optional(),
    }),
  output: () => z.object({ id: z.string(), name: z.string() }),
  handle: async ({ project_key, name, description, start_date, release_date }, context) => {
    const jira = await context.jira();
    // Cloud wants the project's id here; its key is deprecated
    const project = await jira.object({ path: jira.platform('project', project_key) });
    const projectId = Number(wireText(project['id'], 'project id'));
    const body = { projectId, name, description, startDate: start_date, releaseDate: release_date };
    const { text, data } = versionEntry(await jira.object({ method: 'POST', path: jira.platform('version'), body }));
    return { text: `Created a version of ${project_key}:\n${text}`, data: { id: data.id, name: data.name } };
  },
});
