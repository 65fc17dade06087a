import * as z from 'zod';
import { InvalidArgumentsError, ToolError } from '../../errors.ts';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { issueKey, issueUrl } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import { nameArgument } from '../name-argument.ts';
import { findAssignee } from '../users/find-person.ts';
import { checkLabels, issueEditBody, issueEditInput } from './issue-edit.ts';
import { PartlyDoneError } from './partly-done-error.ts';

export const updateJiraIssue = defineTool({
  name: 'update-jira-issue',
  title: 'Change a Jira issue',
  description: 'Changes the named fields of a Jira issue; not its status: transition-jira-issue.',
  annotations: destructiveOnce,
  input: () =>
    z.strictObject({
      issue_key: issueKey(),
      ...issueEditInput(),
      assignee: nameArgument('E-mail, display name, account id, or none').optional(),
      notify: z.boolean().default(true).describe('Tell watchers by e-mail'),
    }),
  output: () => z.object({ key: z.string(), url: z.string(), changed: z.array(z.string()) }),
  handle: async ({ issue_key, assignee, notify, ...edit }, context) => {
    checkLabels(edit);
    const jira = await context.jira();
    const { fields, update } = await issueEditBody(jira, issue_key, edit);
    const person = assignee === undefined ? undefined : await newAssignee(jira, issue_key, assignee);

    const changed = changesOf(fields, edit);
    if (changed.length === 0 && person === undefined) {
      throw new InvalidArgumentsError('update-jira-issue', ['expected something to change beside issue_key']);
    }
    if (changed.length > 0) {
      const query = notify ? {} : { notifyUsers: false };
      await jira.request({ method: 'PUT', path: jira.platform('issue', issue_key), query, body: { fields, update } });
    }
    if (person !== undefined) {
      await assign(jira, issue_key, person, changed);
      changed.push(`assignee: ${person.name}`);
    }
    return {
      text: `Changed Jira issue ${issue_key}:\n\n${changed.map((change) => `- ${change}`).join('\n')}`,
      data: { key: issue_key, url: issueUrl(jira, issue_key), changed },
    };
  },
});

interface Assignee {
  /** As the site takes it. */
  readonly reference: Readonly<Record<string, string | null>>;
  readonly name: string;
}

async function newAssignee(jira: JiraApi, key: string, wanted: string): Promise<Assignee> {
  if (wanted.toLowerCase() === 'none') {
    const [member = 'name'] = Object.keys(jira.dialect.reference(''));
    return { reference: { [member]: null }, name: 'nobody' };
  }
  const { id, name } = await findAssignee(jira, wanted, { issueKey: key });
  return { reference: jira.dialect.reference(id), name };
}

/** By a request of its own, which needs the permission to assign and none to edit. */
async function assign(jira: JiraApi, key: string, { reference }: Assignee, done: readonly string[]): Promise<void> {
  try {
    await jira.request({ method: 'PUT', path: jira.platform('issue', key, 'assignee'), body: reference });
  } catch (error) {
    if (!(error instanceof ToolError) || done.length === 0) throw error;
    throw new PartlyDoneError(`These were changed: ${done.join('; ')}. The assignee was not`, error);
  }
}

/** What a person is told of the change, field by field. */
function changesOf(fields: Readonly<Record<string, unknown>>, { add_labels, remove_labels }: Labels): string[] {
  return [
    ...Object.entries(fields).map(([id, value]) => changeOf(id, value)),
    ...(add_labels?.length ? [`labels added: ${add_labels.join(', ')}`] : []),
    ...(remove_labels?.length ? [`labels taken away: ${remove_labels.join(', ')}`] : []),
  ];
}

interface Labels {
  readonly add_labels?: readonly string[] | undefined;
  readonly remove_labels?: readonly string[] | undefined;
}

/** A field with its new value where that is short. */
function changeOf(id: string, value: unknown): string {
  if (value === null) return `${id}: none`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${id}: ${value}`;
  return typeof value === 'string' && value.length < 100 ? `${id}: ${value}` : id;
}
