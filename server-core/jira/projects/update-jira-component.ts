import * as z from 'zod';
import { textAt } from '../../atlassian/wire-value.ts';
import { InvalidArgumentsError } from '../../errors.ts';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { nameArgument } from '../name-argument.ts';
import { numberId } from '../number-id.ts';
import { componentEntry } from './component.ts';
import { componentLead } from './component-lead.ts';

export const updateJiraComponent = defineTool({
  name: 'update-jira-component',
  title: 'Change a component',
  description: 'Changes name, description or lead of a component of a Jira project.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      component_id: numberId('Id of the component, from get-jira-project'),
      name: z.string().trim().min(1).describe('New name').optional(),
      description: z.string().trim().describe('New description').optional(),
      lead: nameArgument('New lead: e-mail, display name or account id').optional(),
    }),
  output: () => z.object({ id: z.string(), name: z.string() }),
  handle: async ({ component_id, name, description, lead }, context) => {
    if ([name, description, lead].every((value) => value === undefined)) {
      throw new InvalidArgumentsError('update-jira-component', ['name, description or lead: one is required']);
    }
    const jira = await context.jira();
    const path = jira.platform('component', component_id);
    const project = lead === undefined ? '' : (textAt(await jira.object({ path }), 'project') ?? '');
    const body = { name, description, ...(await componentLead(jira, lead, project)) };
    const { text, data } = componentEntry(await jira.object({ method: 'PUT', path, body }));
    return { text: `Changed the component:\n${text}`, data: { id: data.id, name: data.name } };
  },
});
