import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { nameArgument } from '../name-argument.ts';
import { projectKey } from '../project-key.ts';
import { componentEntry } from './component.ts';
import { componentLead } from './component-lead.ts';

export const createJiraComponent = defineTool({
  name: 'create-jira-component',
  title: 'Create a component of a project',
  description: 'Creates a component in a Jira project.',
  annotations: additive,
  input: () =>
    z.strictObject({
      project_key: projectKey(),
      name: z.string().trim().min(1).describe('Name of the component'),
      description: z.string().trim().min(1).describe('What it is about').optional(),
      lead: nameArgument('Lead: e-mail, display name or account id').optional(),
    }),
  output: () => z.object({ id: z.string(), name: z.string() }),
  handle: async ({ project_key, name, description, lead }, context) => {
    const jira = await context.jira();
    const body = { project: project_key, name, description, ...(await componentLead(jira, lead, project_key)) };
    const { text, data } = componentEntry(
      await jira.object({ method: 'POST', path: jira.platform('component'), body }),
    );
    return { text: `Created a component of ${project_key}:\n${text}`, data: { id: data.id, name: data.name } };
  },
});
