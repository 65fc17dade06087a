import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import { issueUri } from '../issue-key.ts';

export const createJiraIssue = defineTool({
  name: 'create-jira-issue',
  title: 'Create a Jira issue',
  description: 'Creates an issue in a Jira project and returns its key.',
  annotations: additive,
  input: () =>
    z.strictObject({
      project_key: z.string().trim().min(1).describe('Key of the project, such as PROJ'),
      summary: z.string().trim().min(1).max(255).describe('Title of the issue, one line'),
      issue_type: z
        .string()
        .trim()
        .min(1)
        .describe('Name of an issue type of that project, such as Task, Bug or Story'),
      description: z.string().describe('Text of the issue in Markdown').optional(),
      assignee: z
        .string()
        .trim()
        .min(1)
        .describe('E-mail address, display name or account id of someone who can be assigned in that project')
        .optional(),
    }),
  handle: async ({ project_key, summary, issue_type, description, assignee }, context) => {
    const jira = await context.jira();
    const person = assignee === undefined ? undefined : await jira.findAssignee(assignee, project_key);
    const key = await jira.createIssue({
      projectKey: project_key,
      issueType: issue_type,
      summary,
      description: description?.trim() ? description : undefined,
      assigneeId: person?.id,
    });
    const assigned = person === undefined ? '' : `, assigned to ${person.name}`;
    return resourceResult(
      `Created Jira issue ${key}${assigned}`,
      issueUri(key),
      `# ${key}: ${summary}\n\n${description ?? ''}`.trim(),
    );
  },
});
