import * as z from 'zod';
import { wireText } from '../../atlassian/wire-value.ts';
import { resourceResult } from '../../results/tool-result.ts';
import { additive, defineTool } from '../../tool.ts';
import { issueUri, issueUrl } from '../issue-key.ts';
import { newIssueBody, newIssueInput } from './new-issue.ts';

export const createJiraIssue = defineTool({
  name: 'create-jira-issue',
  title: 'Create a Jira issue',
  description: 'Creates an issue in a Jira project and returns its key.',
  annotations: additive,
  input: () => z.strictObject(newIssueInput()),
  output: () => z.object({ key: z.string(), url: z.string(), assignee: z.string().optional() }),
  handle: async (issue, context) => {
    const jira = await context.jira();
    const { fields, assignee } = await newIssueBody(jira, issue);
    const created = await jira.object({ method: 'POST', path: jira.platform('issue'), body: { fields } });
    const key = wireText(created['key'], 'key of the new issue');
    const assigned = assignee === undefined ? '' : `, assigned to ${assignee.name}`;
    return resourceResult(
      `Created Jira issue ${key}${assigned}`,
      { key, url: issueUrl(jira, key), assignee: assignee?.name },
      { uri: issueUri(key), text: `# ${key}: ${issue.summary}\n\n${issue.description ?? ''}`.trim() },
    );
  },
});
